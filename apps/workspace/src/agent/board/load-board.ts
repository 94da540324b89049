import { everyItem } from '../../api/clients';
import { routing } from '../../session/session';
import type { BoardLists } from './board';

/** Reads the waiting list, the agent's own chats and the left messages, as they are now. */
export async function loadBoard(agentId: string): Promise<BoardLists> {
  const chats = '/api/v1/routing/chats' as const;
  const [waiting, mine, messages] = await Promise.all([
    everyItem((page) => routing.GET(chats, { params: { query: { ...page, state: 'waiting' } } })),
    everyItem((page) => routing.GET(chats, { params: { query: { ...page, state: 'in_progress', agentId } } })),
    everyItem((page) => routing.GET('/api/v1/routing/messages', { params: { query: page } })),
  ]);
  return { waiting, mine, messages };
}
