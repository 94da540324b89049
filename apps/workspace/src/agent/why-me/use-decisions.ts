import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { bodyOf } from '../../api/clients';
import { readAgain } from '../../api/read-again';
import { routing } from '../../session/session';
import { useFeed } from '../board/board-context';

/** What routing decided about the chat, oldest first; read again when the stream tells of something that was decided. */
export function useDecisions(chatId: string) {
  const client = useQueryClient();
  const feed = useFeed();
  useEffect(
    () =>
      feed.followed.listen(({ topic, event }) => {
        const isDecision = topic !== 'chat.message' && event.data.chatId === chatId;
        if (isDecision) void readAgain(client, ['decisions', chatId]);
      }),
    [client, feed, chatId],
  );
  return useQuery({
    queryKey: ['decisions', chatId],
    queryFn: () => bodyOf(routing.GET('/api/v1/routing/chats/{id}/decisions', { params: { path: { id: chatId } } })),
    staleTime: 0,
    gcTime: 0,
  });
}
