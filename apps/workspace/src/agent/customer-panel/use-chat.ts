import { skipToken, useQuery } from '@tanstack/react-query';
import { bodyOf } from '../../api/clients';
import type { ChatForAgents } from '../../api/types';
import { intake } from '../../session/session';

export const chatKey = (chatId: string | undefined) => ['chat-for-agents', chatId] as const;

/** The chat with its customer, channel and tags; read whenever the panel turns to it, as nothing tells of new tags. */
export const useChat = (chatId: string | undefined) =>
  useQuery({
    queryKey: chatKey(chatId),
    queryFn: chatId === undefined ? skipToken : () => readChat(chatId),
    staleTime: 0,
  });

async function readChat(id: string): Promise<ChatForAgents> {
  const chat = await bodyOf(intake.GET('/api/v1/intake/chats/{id}', { params: { path: { id } } }));
  if (!('tags' in chat)) throw new Error('intake takes a member of the team for a customer');
  return chat;
}
