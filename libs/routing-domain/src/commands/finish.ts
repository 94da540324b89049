import type { CancelChat, EndChat } from '../command';
import type { Actor, Chat } from '../model';
import type { WorkingTeam } from '../working-team';

/** The customer leaves: waiting → cancelled, in progress → ended, not heard of yet → remembered for its request. */
export function cancel(team: WorkingTeam, command: CancelChat): void {
  const chat = team.chats.get(command.chatId);
  if (!chat) return remember(team, command);
  if (chat.teamId !== team.team.id) return team.refuse(command, 'CHAT.CONFLICT', 'the chat id is in use elsewhere');
  if (isOver(chat)) return team.decide({ kind: 'unchanged', command, because: 'already-so' });
  finish(team, chat, command.actor, command.reason);
}

/** An agent (the owner) or a manager ends a chat. Ending an ended chat changes nothing. */
export function end(team: WorkingTeam, command: EndChat): void {
  const chat = team.chats.get(command.chatId);
  if (!chat || chat.teamId !== team.team.id) return team.refuse(command, 'CHAT.NOT_FOUND', 'no such chat in this team');
  if (command.actor.kind === 'agent' && chat.agentId !== command.actor.id) {
    return team.refuse(command, 'CHAT.NOT_OWNER', 'only the agent who has the chat, or a manager, may end it');
  }
  if (isOver(chat)) return team.decide({ kind: 'unchanged', command, because: 'already-so' });
  finish(team, chat, command.actor, command.reason);
}

/** No more commands can change the chat. */
export const isOver = (chat: Chat): boolean => chat.state !== 'waiting' && chat.state !== 'in_progress';

function remember(team: WorkingTeam, command: CancelChat): void {
  if (team.earlyCancels.has(command.chatId)) {
    return team.decide({ kind: 'unchanged', command, because: 'already-so' });
  }
  team.earlyCancels.set(command.chatId, command.reason);
  team.decide({ kind: 'cancel-remembered', chatId: command.chatId, reason: command.reason });
}

function finish(team: WorkingTeam, chat: Chat, actor: Actor, reason: string | undefined): void {
  const outcome = chat.state === 'waiting' && actor.kind === 'customer' ? 'cancelled' : 'ended';
  if (chat.state === 'waiting') team.team.waiting--;
  team.chats.set(chat.id, { ...chat, state: outcome });
  release(team, chat.agentId);
  team.decide({
    kind: 'ended',
    chatId: chat.id,
    outcome,
    ...(chat.agentId !== undefined && { agentId: chat.agentId }),
    ...(reason !== undefined && { reason }),
    sequence: team.nextSequence(),
    endedAt: team.now,
    actor,
  });
}

function release(team: WorkingTeam, agentId: string | undefined): void {
  if (agentId === undefined) return;
  const owner = team.agent(agentId);
  if (!owner) throw new Error(`the owner ${agentId} was not read`);
  team.placeFreedBy(team.changeAgent(owner, { activeChats: owner.activeChats - 1 }));
}
