import type { AssignChat, ClaimChat } from '../command';
import type { Agent, Chat } from '../model';
import { explainClaim, explainManager } from '../selection/explain';
import type { WorkingTeam } from '../working-team';
import { connectedMember, isRefusedAsFull } from './member';

/** An agent presses Assign: an active, connected member of any availability, below capacity, under both methods. */
export function claim(team: WorkingTeam, command: ClaimChat): void {
  const found = waitingChatFor(team, command);
  if (!found || isRefusedAsFull(team, command, found.agent)) return;
  const { chat, agent } = found;
  const actor = { kind: 'agent', id: agent.id, name: agent.name } as const;
  team.assign(chat, agent, { method: 'manual', cause: 'claim', reason: explainClaim(agent), actor });
}

/** A manager gives a waiting chat to a named agent; the limit holds unless it is overridden explicitly. */
export function assignByManager(team: WorkingTeam, command: AssignChat): void {
  const found = waitingChatFor(team, command);
  if (!found || isRefusedAsFull(team, command, found.agent)) return;
  const { chat, agent } = found;
  const { actor } = command;
  const reason = explainManager(agent, actor, agent.activeChats >= agent.capacity);
  team.assign(chat, agent, { method: 'manual', cause: 'manager', reason, actor });
}

/** The chat and the agent, if the one waits and the other may have it; otherwise the command is answered here. */
function waitingChatFor(team: WorkingTeam, command: ClaimChat | AssignChat): { chat: Chat; agent: Agent } | undefined {
  const chat = team.chats.get(command.chatId);
  if (!chat || chat.teamId !== team.team.id) {
    team.refuse(command, 'CHAT.NOT_FOUND', 'no such chat in this team');
  } else if (chat.state === 'in_progress' && chat.agentId === command.agentId) {
    team.decide({ kind: 'unchanged', command, because: 'already-so' }); // the winner's own retry
  } else if (chat.state === 'in_progress') {
    const owner = chat.agentId === undefined ? undefined : team.agent(chat.agentId);
    team.refuse(command, 'CHAT.ALREADY_ASSIGNED', `${owner?.name ?? 'another agent'} has it`, owner && nameOf(owner));
  } else if (chat.state !== 'waiting') {
    team.refuse(command, 'CHAT.ALREADY_ENDED', 'the chat is over');
  } else {
    const agent = connectedMember(team, command);
    return agent && { chat, agent };
  }
  return undefined;
}

const nameOf = (agent: Agent) => ({ id: agent.id, name: agent.name });
