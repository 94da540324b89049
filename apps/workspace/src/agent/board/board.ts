import type { LeftMessage, RoutingChat } from '../../api/types';
import { customerName } from '../../text/customer-name';
import { type PastChat, type PastChats, withoutPast } from './past';

/** What the pages know of a chat, wherever it stands. */
export interface TeamChat {
  readonly id: string;
  /** Undefined while only an event told of the chat, and who it is has not been read yet. */
  readonly details?: Pick<RoutingChat, 'customer' | 'firstMessage' | 'channelId'>;
  readonly enqueuedAt: string;
  readonly assignmentId?: string;
  readonly assignedAt?: string;
}

/** A chat that waits for anybody, or one of the agent's own. */
export interface BoardChat extends TeamChat {
  readonly state: 'waiting' | 'mine';
}

/** A chat that has a column: the agent's own, or one that was. */
export type ColumnChat = BoardChat | PastChat;

/** Everything the agent's pages show of the team's work, as of one moment. */
export interface Board {
  /** In the order in which routing accepted them: as its list has them, then as it announced them. */
  readonly chats: Readonly<Record<string, BoardChat>>;
  /** Chats that were the agent's and have left by no doing of theirs, in the order in which they left. */
  readonly past: PastChats;
  readonly messages: Readonly<Record<string, LeftMessage>>;
  /**
   * Where more wait than are read: when the last that was read was accepted. Who was accepted later is not on the board until
   * the list is read further.
   */
  readonly readUpTo?: string;
  /** Of each chat the highest `teamseq` that was followed: lower ones come late and tell nothing new. */
  readonly lastSeq: Readonly<Record<string, number>>;
  /** Left messages that were closed: that they were left may be heard of only later. */
  readonly closed: Readonly<Record<string, true>>;
}

/** Where nothing is known yet. */
export const emptyBoard: Board = { chats: {}, past: {}, messages: {}, lastSeq: {}, closed: {} };

/** Whether the chat waits behind those that were read. */
const isBeyond = ({ readUpTo }: Board, { state, enqueuedAt }: BoardChat): boolean =>
  state === 'waiting' && readUpTo !== undefined && enqueuedAt > readUpTo;

/** The board with this chat changed, in the place that it had, or with `undefined` without it. */
export function withChat(board: Board, id: string, chat: BoardChat | undefined): Board {
  if (chat && !isBeyond(board, chat)) {
    const past = chat.state === 'mine' ? withoutPast(board.past, id) : board.past;
    return { ...board, chats: { ...board.chats, [id]: chat }, past };
  }
  const { [id]: _, ...others } = board.chats;
  return { ...board, chats: others };
}

/** The board with this left message changed, or with `undefined` without it. */
export function withMessage(board: Board, id: string, message: LeftMessage | undefined): Board {
  const { [id]: _, ...others } = board.messages;
  return { ...board, messages: message ? { ...others, [id]: message } : others };
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The waiting list: who was accepted first is first. Those of one batch have one time, and stand as they came. */
export const waitingOf = (board: Board): BoardChat[] =>
  Object.values(board.chats)
    .filter(({ state }) => state === 'waiting')
    .sort((a, b) => inOrder(a.enqueuedAt, b.enqueuedAt));

const asTheyCame = (a: TeamChat, b: TeamChat): number =>
  inOrder(a.assignedAt ?? '', b.assignedAt ?? '') || inOrder(a.id, b.id);

/** The agent's own chats, in the order in which they came. */
export const ownOf = (board: Board): BoardChat[] =>
  Object.values(board.chats)
    .filter(({ state }) => state === 'mine')
    .sort(asTheyCame);

/** The chats that have a column, in the order in which they came: a column keeps its place, also when its chat has gone. */
export const columnsOf = (board: Board): ColumnChat[] =>
  [...ownOf(board), ...Object.values(board.past)].sort(asTheyCame);

/** What to call the customer of a chat. */
export const nameOf = (chat: Pick<TeamChat, 'details'> | undefined): string => customerName(chat?.details?.customer);
