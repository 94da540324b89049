import type { LeftMessage, RoutingChat } from '../../api/types';
import { customerName } from '../../text/customer-name';
import { type PastChat, type PastChats, withoutPast, withPast } from './past';

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
  /** Of each chat the highest `teamseq` that was followed: lower ones come late and tell nothing new. */
  readonly lastSeq: Readonly<Record<string, number>>;
  /** Left messages that were closed: that they were left may be heard of only later. */
  readonly closed: Readonly<Record<string, true>>;
}

export interface BoardLists {
  readonly waiting: readonly RoutingChat[];
  readonly mine: readonly RoutingChat[];
}

/** Where nothing is known yet. */
export const emptyBoard: Board = { chats: {}, past: {}, messages: {}, lastSeq: {}, closed: {} };

/** The board as routing answered it, with the rest as it was known before; own chats that are missing have left unheard. */
export function boardOf(lists: BoardLists, before = emptyBoard): Board {
  const entries = [...lists.waiting, ...lists.mine].flatMap((chat) => {
    const entry = boardChatOf(chat);
    return entry ? [[chat.id, entry] as const] : [];
  });
  const isMine = new Set(lists.mine.map(({ id }) => id));
  const kept = Object.values(before.past).filter(({ id }) => !isMine.has(id));
  const missing = ownOf(before).filter(({ id }) => !isMine.has(id));
  const past = missing.reduce<PastChats>(
    (all, chat) => withPast(all, chat, { kind: 'unknown' }),
    Object.fromEntries(kept.map((chat) => [chat.id, chat])),
  );
  return { ...before, chats: Object.fromEntries(entries), past };
}

/** The chat for the board of its owner; undefined when it neither waits nor is in progress. */
export function boardChatOf(chat: RoutingChat): BoardChat | undefined {
  if (chat.state !== 'waiting' && chat.state !== 'in_progress') return undefined;
  const { id, enqueuedAt } = chat;
  return {
    id,
    state: chat.state === 'waiting' ? 'waiting' : 'mine',
    details: detailsOf(chat),
    enqueuedAt,
    ...(chat.assignmentId === null ? {} : { assignmentId: chat.assignmentId }),
    ...(chat.assignedAt === null ? {} : { assignedAt: chat.assignedAt }),
  };
}

const detailsOf = ({ customer, firstMessage, channelId }: RoutingChat) => ({ customer, firstMessage, channelId });

/** The board with who a chat is, as it was read late: the events know better whether it is here still, and whose. */
export function withDetails(board: Board, chat: RoutingChat): Board {
  const [known, past] = [board.chats[chat.id], board.past[chat.id]];
  const details = detailsOf(chat);
  const named = past ? { ...board, past: withPast(board.past, { ...past, details }, past.departure) } : board;
  return known ? withChat(named, chat.id, { ...known, details }) : named;
}

/**
 * The board after a chat was changed on the agent's word. The answer counts only while the chat stands as it did when it
 * was asked for: what was heard since may be newer, and the change itself is heard of in any case.
 * @param chat undefined where the answer was that it is gone
 */
export function withAnswer(
  board: Board,
  asked: BoardChat | undefined,
  chat: RoutingChat | undefined,
  me: string,
): Board {
  if (!asked || board.chats[asked.id] !== asked) return board;
  const isHere = chat && (chat.agent === null || chat.agent.id === me);
  const after = withChat(board, asked.id, isHere ? boardChatOf(chat) : undefined);
  // How an own chat has gone is about to be heard.
  const hasLeft = !chat && asked.state === 'mine';
  return hasLeft ? { ...after, past: withPast(after.past, asked, { kind: 'unknown' }) } : after;
}

/** The board with this chat changed, in the place that it had, or with `undefined` without it. */
export function withChat(board: Board, id: string, chat: BoardChat | undefined): Board {
  if (chat) {
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

/** The board with all left messages as routing answered them. */
export const withMessages = (board: Board, read: readonly LeftMessage[]): Board => ({
  ...board,
  messages: Object.fromEntries(read.map((message) => [message.chatId, message])),
  closed: {},
});

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
