import type { CancelChat, EndChat } from '../command';
import { type Actor, type Chat, isOver } from '../model';
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

function remember(team: WorkingTeam, command: CancelChat): void {
  if (team.earlyCancels.has(command.chatId)) {
    return team.decide({ kind: 'unchanged', command, because: 'already-so' });
  }
  team.earlyCancels.set(command.chatId, command.reason);
  team.decide({ kind: 'cancel-remembered', chatId: command.chatId, reason: command.reason });
}

/** The reason of what ends because its team is no more. */
export const TEAM_REMOVED = 'team_removed';

/** The end of a chat in a team that is no more: nobody is left to answer it. */
export function dismiss(team: WorkingTeam, chat: Chat): void {
  finish(team, chat, { kind: 'system' }, TEAM_REMOVED);
}

/** The end of a chat that waits or is in progress. */
export function finish(team: WorkingTeam, chat: Chat, actor: Actor, reason: string | undefined): void {
  const byNobodyOfTheTeam = actor.kind === 'customer' || actor.kind === 'system';
  const outcome = chat.state === 'waiting' && byNobodyOfTheTeam ? 'cancelled' : 'ended';
  if (chat.state === 'waiting') team.team.waiting--;
  team.chats.set(chat.id, { ...chat, state: outcome });
  if (chat.agentId !== undefined) team.release(chat.agentId);
  if (team.team.rules.inactivitySeconds !== undefined) team.clearDeadline('inactivity', chat.id);
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
