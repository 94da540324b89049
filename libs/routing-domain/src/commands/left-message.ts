import type { CloseMessage, RequestChat, TakeMessage } from '../command';
import type { LeftWhy } from '../decision';
import type { Agent, Chat } from '../model';
import type { WorkingTeam } from '../working-team';
import { memberOf } from './member';

/** Why a request of this moment becomes a left message; undefined = it does not. */
export function leftWhy(team: WorkingTeam): LeftWhy | undefined {
  const { leftMessage } = team.team.rules;
  if (leftMessage.outsideHours && !team.isOpen) return 'outside_hours';
  // Without a sign of life from presence nobody knows who is there.
  if (leftMessage.nobodyAvailable && !team.paused && isNobodyThere(team)) return 'nobody_available';
  return undefined;
}

/** Nobody is connected and available. Agents who are full are there: the customer waits for them. */
const isNobodyThere = ({ team: { census } }: WorkingTeam): boolean => census.free + census.full === 0;

/** The chat is over, and its first message stays to be answered. `request`: it never waited. */
export function leaveMessage(team: WorkingTeam, chat: Chat, why: LeftWhy, request?: RequestChat): void {
  if (!request) team.team.waiting--;
  team.chats.set(chat.id, { ...chat, state: 'left_message' });
  team.decide({
    kind: 'ended',
    chatId: chat.id,
    ...(request && { request }),
    outcome: 'left_message',
    why,
    sequence: request ? chat.queueSequence : team.nextSequence(),
    endedAt: team.now,
    actor: { kind: 'system' },
  });
}

/**
 * An active member takes a left message, to answer it. It counts as no chat and needs no connection. One that somebody
 * had taken who has left the team since is taken over.
 */
export function takeMessage(team: WorkingTeam, command: TakeMessage): void {
  const chat = openMessage(team, command);
  const agent = chat && memberOf(team, command);
  if (!agent) return;
  if (chat.agentId === agent.id) return team.decide({ kind: 'unchanged', command, because: 'already-so' });
  const holder = holderOf(team, chat);
  if (holder) return refuseTaken(team, command, holder);
  team.chats.set(chat.id, { ...chat, agentId: agent.id });
  team.decide({ kind: 'message-taken', chatId: chat.id, agentId: agent.id });
}

/** Who has taken it closes it, or whoever answers it at once, or a manager. */
export function closeMessage(team: WorkingTeam, command: CloseMessage): void {
  const known = team.chats.get(command.chatId);
  if (known?.closedBy === command.actor.id) return team.decide({ kind: 'unchanged', command, because: 'already-so' });
  const chat = openMessage(team, command);
  if (!chat) return;
  const { kind, id } = command.actor;
  const holder = holderOf(team, chat);
  if (kind === 'agent' && holder && holder.id !== id) return refuseTaken(team, command, holder);
  team.chats.set(chat.id, { ...chat, closedBy: id });
  const sequence = team.nextSequence();
  team.decide({ kind: 'message-closed', command, chatId: chat.id, agentId: id, sequence, closedAt: team.now });
}

function openMessage(team: WorkingTeam, command: TakeMessage | CloseMessage): Chat | undefined {
  const chat = team.chats.get(command.chatId);
  if (!chat || chat.teamId !== team.team.id || chat.state !== 'left_message') {
    team.refuse(command, 'MESSAGE.NOT_FOUND', 'no such left message in this team');
  } else if (chat.closedBy !== undefined) {
    team.refuse(command, 'MESSAGE.ALREADY_CLOSED', 'the message has been answered');
  } else {
    return chat;
  }
  return undefined;
}

/** Who has taken it and is still there to answer it. */
function holderOf(team: WorkingTeam, { agentId }: Chat): Agent | undefined {
  const taker = agentId === undefined ? undefined : team.agent(agentId);
  return taker?.active ? taker : undefined;
}

function refuseTaken(team: WorkingTeam, command: TakeMessage | CloseMessage, { id, name }: Agent): void {
  team.refuse(command, 'MESSAGE.ALREADY_TAKEN', `${name} has it`, { id, name });
}
