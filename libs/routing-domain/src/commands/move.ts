import type { RequeueChat, TransferChat } from '../command';
import type { RequeueCause } from '../decision';
import { type Actor, type Agent, type Chat, isAutomatic, isOver } from '../model';
import { explainTransfer } from '../selection/explain';
import type { WorkingTeam } from '../working-team';
import { assignAutomatically } from './assign-automatically';
import { dismiss } from './finish';
import { waitsAgain } from './hours';
import { connectedMember, isRefusedAsFull } from './member';

/** To another agent: owner and both counters move together, or nothing does and the owner stays. */
export function transfer(team: WorkingTeam, command: TransferChat): void {
  const known = team.chats.get(command.chatId);
  if (known?.state === 'in_progress' && known.teamId === team.team.id && known.agentId === command.agentId) {
    return team.decide({ kind: 'unchanged', command, because: 'already-so' }); // also the repeat of who had it before
  }
  const chat = ownedChat(team, command);
  if (!chat) return;
  const agent = connectedMember(team, command);
  if (!agent || isRefusedAsFull(team, command, agent)) return;
  const { actor } = command;
  const reason = explainTransfer(agent, actor, agent.activeChats >= agent.capacity);
  team.assign(chat, agent, { method: 'manual', cause: 'transfer', reason, actor });
}

/** Back to the queue. A chat that already waits stays where it is. */
export function requeue(team: WorkingTeam, command: RequeueChat): void {
  const known = team.chats.get(command.chatId);
  if (known?.state === 'waiting' && known.teamId === team.team.id) {
    return team.decide({ kind: 'unchanged', command, because: 'already-so' });
  }
  const chat = ownedChat(team, command);
  if (!chat) return;
  const { actor } = command;
  giveUp(team, chat, actor.id === chat.agentId ? 'release' : 'manager', actor);
}

/** All chats of an agent who is gone: each goes to the next agent at once where the team wants that, or waits again. */
export function giveUpAll(team: WorkingTeam, agent: Agent, cause: RequeueCause, reassign: boolean): void {
  for (const chat of team.chatsOf(agent.id)) {
    // Older ones go first: while others wait, the drain sorts them.
    const atOnce = reassign && isAutomatic(team.team) && team.team.waiting === 0;
    const mine = { ...chat, givenUpBy: agent.id };
    if (!atOnce || !assignAutomatically(team, mine, 'reassign')) giveUp(team, chat, cause, { kind: 'system' });
  }
}

function giveUp(team: WorkingTeam, owned: Chat, cause: RequeueCause, actor: Actor): void {
  if (team.team.removed) return dismiss(team, owned); // it would wait for ever
  const { agentId, assignmentId: _, ...chat } = owned;
  if (agentId === undefined) throw new Error(`nobody has chat ${chat.id}`);
  team.chats.set(chat.id, { ...chat, state: 'waiting', givenUpBy: agentId });
  team.team.waiting++;
  team.release(agentId);
  if (team.team.rules.inactivitySeconds !== undefined) team.clearDeadline('inactivity', chat.id);
  team.placeFreed(); // somebody else may have had a place all the time
  waitsAgain(team);
  team.decide({
    kind: 'requeued',
    chatId: chat.id,
    previousAgentId: agentId,
    cause,
    sequence: team.nextSequence(),
    enqueuedAt: chat.enqueuedAt,
    requeuedAt: team.now,
    actor,
  });
}

/** The chat, if it is in progress and the actor may move it; otherwise the command is answered here. */
function ownedChat(team: WorkingTeam, command: TransferChat | RequeueChat): Chat | undefined {
  const chat = team.chats.get(command.chatId);
  const { actor } = command;
  if (!chat || chat.teamId !== team.team.id) {
    team.refuse(command, 'CHAT.NOT_FOUND', 'no such chat in this team');
  } else if (isOver(chat)) {
    team.refuse(command, 'CHAT.ALREADY_ENDED', 'the chat is over');
  } else if (chat.state === 'waiting') {
    team.refuse(command, 'CHAT.NOT_IN_PROGRESS', 'nobody has the chat yet');
  } else if (actor.kind === 'agent' && chat.agentId !== actor.id) {
    team.refuse(command, 'CHAT.NOT_OWNER', 'only the agent who has the chat, or a manager, may move it');
  } else {
    return chat;
  }
  return undefined;
}
