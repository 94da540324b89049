import { everyItem, itemsUpTo } from '../../api/clients';
import type { LeftMessage, RoutingChat } from '../../api/types';
import { routing } from '../../session/session';
import type { WaitingRead } from './read-board';

const chats = '/api/v1/routing/chats' as const;

/** Nobody looks further down a waiting list, and of one that grows without end no page is to wait for the last. */
export const waitingAtMost = 1_000;

/** Reads the chats of an agent, as they are now. */
export const loadChatsOf = (agentId: string): Promise<RoutingChat[]> =>
  everyItem((page) => routing.GET(chats, { params: { query: { ...page, state: 'in_progress', agentId } } }));

/** Reads the waiting list, as it is now, of a very long one the beginning. */
export const loadWaiting = (): Promise<WaitingRead> =>
  itemsUpTo(waitingAtMost, (page) => routing.GET(chats, { params: { query: { ...page, state: 'waiting' } } }));

/** Reads the left messages, as they are now. */
export const loadMessages = (): Promise<LeftMessage[]> =>
  everyItem((page) => routing.GET('/api/v1/routing/messages', { params: { query: page } }));
