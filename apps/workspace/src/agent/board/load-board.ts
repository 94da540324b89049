import { everyItem } from '../../api/clients';
import type { LeftMessage } from '../../api/types';
import { routing } from '../../session/session';
import type { BoardLists } from './board';

/** Reads the waiting list and the agent's own chats, as they are now. */
export async function loadBoard(agentId: string): Promise<BoardLists> {
  const chats = '/api/v1/routing/chats' as const;
  const [waiting, mine] = await Promise.all([
    everyItem((page) => routing.GET(chats, { params: { query: { ...page, state: 'waiting' } } })),
    everyItem((page) => routing.GET(chats, { params: { query: { ...page, state: 'in_progress', agentId } } })),
  ]);
  return { waiting, mine };
}

/** Reads the left messages, as they are now. */
export const loadMessages = (): Promise<LeftMessage[]> =>
  everyItem((page) => routing.GET('/api/v1/routing/messages', { params: { query: page } }));
