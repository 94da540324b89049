import type { CloudEvent } from '@switchboard/contracts';
import { type Board, type BoardChat, withChat, withMessage } from './board';
import { type Departure, endOf, type PastChat, withPast } from './past';

type Topic =
  | 'chat.queued'
  | 'chat.requeued'
  | 'chat.assigned'
  | 'chat.ended'
  | 'chat.message'
  | 'message.left'
  | 'message.closed';
/** What the agents' stream brings that the board follows. */
export type BoardEvent = { [T in Topic]: { topic: T; event: CloudEvent<T> } }[Topic];

/** What is worth telling the agent beside the changed board. */
export type News =
  | { kind: 'assigned'; chatId: string }
  | { kind: 'departed'; chat: PastChat }
  | { kind: 'message'; chatId: string };

export interface Applied {
  board: Board;
  news?: News;
}

const topics: ReadonlySet<string> = new Set<Topic>([
  'chat.queued',
  'chat.requeued',
  'chat.assigned',
  'chat.ended',
  'chat.message',
  'message.left',
  'message.closed',
]);

/** Whether the board follows what happens on this topic. */
export const isBoardTopic = (topic: string): topic is Topic => topics.has(topic);

/** Follows an event: the board after it, the same object when it tells nothing new. */
export function applyEvent(board: Board, change: BoardEvent, me: string): Applied {
  switch (change.topic) {
    case 'chat.message':
      return spoken(board, change.event.data);
    case 'message.left':
      return left(board, change.event);
    case 'message.closed': {
      const { chatId } = change.event.data;
      return { board: { ...withMessage(board, chatId, undefined), closed: { ...board.closed, [chatId]: true } } };
    }
    default:
      return moved(board, change, me);
  }
}

type Move = Extract<BoardEvent, { topic: 'chat.queued' | 'chat.requeued' | 'chat.assigned' | 'chat.ended' }>;

/** Events of one chat are numbered; those that come late were overtaken. */
function moved(board: Board, change: Move, me: string): Applied {
  const { chatId } = change.event.data;
  const seq = change.event.teamseq ?? 0;
  if (seq < (board.lastSeq[chatId] ?? 0)) return { board };
  const followed: Board = { ...board, lastSeq: { ...board.lastSeq, [chatId]: seq } };
  const chat = board.chats[chatId];
  switch (change.topic) {
    case 'chat.queued': {
      // The first word of every chat: whatever is known of it already is newer.
      if (chat) return { board: followed };
      const { enqueuedAt } = change.event.data;
      return { board: withChat(followed, chatId, { id: chatId, state: 'waiting', enqueuedAt }) };
    }
    case 'chat.requeued':
      return requeued(followed, change.event, chat, me);
    case 'chat.assigned':
      return assigned(followed, change.event, chat, me);
    case 'chat.ended':
      return ended(followed, change.event, chat, me);
    default:
      return change satisfies never;
  }
}

/**
 * A chat that was the agent's stays to be read, with what is told of it since. What the agent has done by themselves, in
 * whichever tab, is neither news to them nor worth keeping.
 */
function departed(board: Board, chat: BoardChat | undefined, id: string, departure: Departure, byMe: boolean): Applied {
  const isMine = chat?.state === 'mine';
  const was = isMine ? chat : board.past[id];
  if (!was || (isMine && byMe)) return { board };
  const past = withPast(board.past, was, departure);
  const left = past[id];
  return { board: { ...board, past }, ...(isMine && left && { news: { kind: 'departed', chat: left } }) };
}

function requeued(
  board: Board,
  { data }: CloudEvent<'chat.requeued'>,
  chat: BoardChat | undefined,
  me: string,
): Applied {
  const { chatId: id, enqueuedAt } = data;
  const details = chat?.details ? { details: chat.details } : {};
  const next = withChat(board, id, { id, state: 'waiting', enqueuedAt, ...details });
  return departed(next, chat, id, { kind: 'givenBack' }, data.actor.id === me);
}

function assigned(
  board: Board,
  { data }: CloudEvent<'chat.assigned'>,
  chat: BoardChat | undefined,
  me: string,
): Applied {
  const { chatId: id, agent, assignmentId, assignedAt, enqueuedAt, cause } = data;
  if (agent.id !== me) {
    const next = withChat(board, id, undefined);
    return departed(next, chat, id, { kind: 'passedOn', agentName: agent.name }, data.actor.id === me);
  }
  const known = chat ?? { id, enqueuedAt };
  const next = withChat(board, id, { ...known, state: 'mine', assignmentId, assignedAt });
  // What the agent has just claimed is no news, whichever comes first, the answer or the event.
  return chat?.assignmentId === assignmentId || cause === 'claim'
    ? { board: next }
    : { board: next, news: { kind: 'assigned', chatId: id } };
}

function ended(board: Board, { data }: CloudEvent<'chat.ended'>, chat: BoardChat | undefined, me: string): Applied {
  const { [data.chatId]: _, ...lastSeq } = board.lastSeq;
  const next = { ...withChat(board, data.chatId, undefined), lastSeq };
  return departed(next, chat, data.chatId, endOf(data), data.actor.id === me);
}

/** What was said stands in the transcript; that the customer has said something is news. */
function spoken(board: Board, { chatId, author }: CloudEvent<'chat.message'>['data']): Applied {
  const isNews = board.chats[chatId]?.state === 'mine' && author.kind === 'customer';
  return isNews ? { board, news: { kind: 'message', chatId } } : { board };
}

/** When it was left is known exactly once it is read; until then it is the newest. */
function left(board: Board, { data, time }: CloudEvent<'message.left'>): Applied {
  const { chatId } = data;
  if (board.closed[chatId] || board.messages[chatId]) return { board };
  const leftAt = time ?? new Date().toISOString();
  return { board: withMessage(board, chatId, { ...data, leftAt, agent: null }) };
}
