import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { bodyOf } from '../../api/clients';
import { readAgain } from '../../api/read-again';
import { routing } from '../../session/session';
import { useFeed } from '../board/board-context';

/** What routing decided about the chat, oldest first; read again when something was decided, or may have been. */
export function useDecisions(chatId: string) {
  const client = useQueryClient();
  const feed = useFeed();
  useEffect(() => {
    const read = (): void => void readAgain(client, ['decisions', chatId]);
    const stops = [
      feed.followed.listen(({ topic, event }) => {
        if (topic !== 'chat.message' && event.data.chatId === chatId) read();
      }),
      ...[feed.reloaded, feed.resumed].map((signal) => signal.listen(read)),
    ];
    return () => stops.forEach((stop) => stop());
  }, [client, feed, chatId]);
  return useQuery({
    queryKey: ['decisions', chatId],
    queryFn: () => bodyOf(routing.GET('/api/v1/routing/chats/{id}/decisions', { params: { path: { id: chatId } } })),
    staleTime: 0,
    gcTime: 0,
  });
}
