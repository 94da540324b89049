import type { LeftMessage, RoutingChat } from '../../api/types';
import { customerName } from '../../text/customer-name';

/** A chat that waits for anybody, or one of the agent's own. */
export interface BoardChat {
  readonly id: string;
  readonly state: 'waiting' | 'mine';
  /** Undefined while only an event told of the chat, and who it is has not been read yet. */
  readonly details?: Pick<RoutingChat, 'customer' | 'firstMessage' | 'channelId'>;
  readonly enqueuedAt: string;
  readonly assignmentId?: string;
  readonly assignedAt?: string;
}

/** Everything the agent's pages show of the team's work, as of one moment. */
export interface Board {
  /** In the order in which routing accepted them: as its list has them, then as it announced them. */
  readonly chats: Readonly<Record<string, BoardChat>>;
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

/** The board as routing answered it, with the left messages as they were known before. */
export function boardOf(lists: BoardLists, before?: Board): Board {
  const entries = [...lists.waiting, ...lists.mine].flatMap((chat) => {
    const entry = boardChatOf(chat);
    return entry ? [[chat.id, entry] as const] : [];
  });
  return {
    chats: Object.fromEntries(entries),
    messages: before?.messages ?? {},
    lastSeq: before?.lastSeq ?? {},
    closed: before?.closed ?? {},
  };
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
  const known = board.chats[chat.id];
  return known ? withChat(board, chat.id, { ...known, details: detailsOf(chat) }) : board;
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
  return withChat(board, asked.id, isHere ? boardChatOf(chat) : undefined);
}

/** The board with this chat changed, in the place that it had, or with `undefined` without it. */
export function withChat(board: Board, id: string, chat: BoardChat | undefined): Board {
  if (chat) return { ...board, chats: { ...board.chats, [id]: chat } };
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

/** The agent's own chats, in the order in which they came: a column keeps its place. */
export const ownOf = (board: Board): BoardChat[] =>
  Object.values(board.chats)
    .filter(({ state }) => state === 'mine')
    .sort((a, b) => inOrder(a.assignedAt ?? '', b.assignedAt ?? '') || inOrder(a.id, b.id));

/** What to call the customer of a chat. */
export const nameOf = (chat: Pick<BoardChat, 'details'> | undefined): string => customerName(chat?.details?.customer);
