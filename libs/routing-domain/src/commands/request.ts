import type { RequestChat } from '../command';
import type { QueuedWhy } from '../decision';
import type { Actor, Chat } from '../model';
import type { WorkingTeam } from '../working-team';
import { assignAutomatically } from './assign-automatically';
import { TEAM_REMOVED } from './finish';
import { leaveMessage, leftWhy } from './left-message';

/** A request is a repeat, a conflict, already cancelled, a left message, assigned at once, or it waits. */
export function request(team: WorkingTeam, command: RequestChat): void {
  const known = team.chats.get(command.chatId);
  if (known) return repeated(team, command, known);
  if (team.earlyCancels.has(command.chatId)) return cancelledBefore(team, command);
  if (team.team.removed) return bornCancelled(team, command, { kind: 'system' }, TEAM_REMOVED);

  const chat = accept(team, command);
  const left = leftWhy(team);
  if (left) return leaveMessage(team, chat, left, command);
  const why = mustWait(team);
  if (!why && assignAutomatically(team, chat, 'request', command)) return;
  queue(team, chat, command, why ?? 'nobody_eligible');
}

/** The same request again is dropped, another one under the same id is a conflict (contracts.md). */
function repeated(team: WorkingTeam, command: RequestChat, known: Chat): void {
  if (known.teamId === team.team.id && known.requestHash === command.requestHash) {
    return team.decide({ kind: 'unchanged', command, because: 'duplicate' });
  }
  // Says nothing of the other chat: it may belong to another team.
  team.refuse(command, 'CHAT.CONFLICT', 'another request with this chat id was accepted before');
}

function cancelledBefore(team: WorkingTeam, command: RequestChat): void {
  const reason = team.earlyCancels.get(command.chatId);
  team.earlyCancels.delete(command.chatId);
  bornCancelled(team, command, { kind: 'customer' }, reason);
}

/** The request has come too late, but what was asked for has a last word like every chat. */
function bornCancelled(team: WorkingTeam, command: RequestChat, actor: Actor, reason: string | undefined): void {
  const chat = accept(team, command);
  team.chats.set(chat.id, { ...chat, state: 'cancelled' });
  team.decide({
    kind: 'ended',
    chatId: chat.id,
    request: command,
    outcome: 'cancelled',
    ...(reason !== undefined && { reason }),
    sequence: chat.queueSequence,
    endedAt: team.now,
    actor,
  });
}

const accept = (team: WorkingTeam, command: RequestChat): Chat => ({
  id: command.chatId,
  teamId: team.team.id,
  state: 'waiting',
  requestHash: command.requestHash,
  queueSequence: team.nextSequence(),
  enqueuedAt: team.now,
});

/** Why the request cannot even be offered; undefined = if anybody has a place, it is given at once. */
function mustWait(team: WorkingTeam): QueuedWhy | undefined {
  if (team.team.version === 0) return 'team_unknown';
  if (team.team.method === 'manual') return 'manual';
  if (team.team.waiting > 0) return 'older_waiting';
  if (team.paused) return 'presence_unknown';
  // Those who waited before it have left in this very batch, and nobody has looked for a place.
  if (!team.candidatesRead) return 'older_waiting';
  return undefined;
}

function queue(team: WorkingTeam, chat: Chat, command: RequestChat, why: QueuedWhy): void {
  const isFirst = team.team.waiting === 0;
  team.chats.set(chat.id, chat);
  team.team.waiting++;
  // Nobody looked whether there is a place: the drain will.
  if (isFirst && (team.paused || !team.candidatesRead)) team.placeFreed();
  team.decide({ kind: 'queued', request: command, sequence: chat.queueSequence, enqueuedAt: chat.enqueuedAt, why });
}
