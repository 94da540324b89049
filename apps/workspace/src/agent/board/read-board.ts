import type { LeftMessage, RoutingChat } from '../../api/types';
import { type Board, type BoardChat, emptyBoard, ownOf, type TeamChat, waitingOf, withChat } from './board';
import { type PastChats, withPast } from './past';

/** The waiting list as routing answered it. */
export interface WaitingRead {
  readonly items: readonly RoutingChat[];
  /** Nobody waits beside these. */
  readonly areAll: boolean;
}

const entriesOf = (chats: readonly RoutingChat[]): [string, BoardChat][] =>
  chats.flatMap((chat) => {
    const entry = boardChatOf(chat);
    return entry ? [[chat.id, entry]] : [];
  });

/** The board with the agent's own chats as routing answered them; those that are missing have left unheard. */
export function boardOf(mine: readonly RoutingChat[], before = emptyBoard): Board {
  const isMine = new Set(mine.map(({ id }) => id));
  const kept = Object.values(before.past).filter(({ id }) => !isMine.has(id));
  const missing = ownOf(before).filter(({ id }) => !isMine.has(id));
  const past = missing.reduce<PastChats>(
    (all, chat) => withPast(all, chat, { kind: 'unknown' }),
    Object.fromEntries(kept.map((chat) => [chat.id, chat])),
  );
  const waiting = waitingOf(before).map((chat) => [chat.id, chat] as const);
  return { ...before, chats: Object.fromEntries([...waiting, ...entriesOf(mine)]), past };
}

/** The board with the waiting list as routing answered it; of the agent's own chats the board knows better. */
export function withWaiting(board: Board, { items, areAll }: WaitingRead): Board {
  const { readUpTo: _, ...others } = board;
  const own = ownOf(board).map((chat) => [chat.id, chat] as const);
  const last = items.at(-1);
  const chats = Object.fromEntries([...entriesOf(items), ...own]);
  return { ...others, chats, ...(!areAll && last && { readUpTo: last.enqueuedAt }) };
}

/** The chat for the board of its owner; undefined when it neither waits nor is in progress. */
export function boardChatOf(chat: RoutingChat): BoardChat | undefined {
  if (chat.state !== 'waiting' && chat.state !== 'in_progress') return undefined;
  return { ...teamChatOf(chat), state: chat.state === 'waiting' ? 'waiting' : 'mine' };
}

/** The chat as the pages know one, whoever has it. */
export function teamChatOf(chat: RoutingChat): TeamChat {
  const { id, enqueuedAt, assignmentId, assignedAt } = chat;
  return {
    ...{ id, details: detailsOf(chat), enqueuedAt },
    ...(assignmentId === null ? {} : { assignmentId }),
    ...(assignedAt === null ? {} : { assignedAt }),
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

/** The board with all left messages as routing answered them. */
export const withMessages = (board: Board, read: readonly LeftMessage[]): Board => ({
  ...board,
  messages: Object.fromEntries(read.map((message) => [message.chatId, message])),
  closed: {},
});
