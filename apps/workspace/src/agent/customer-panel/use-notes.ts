import { useInfiniteQuery } from '@tanstack/react-query';
import { bodyOf } from '../../api/clients';
import { intake } from '../../session/session';

const shownAtOnce = 20;

export const notesKey = (chatId: string) => ['notes', chatId] as const;

/** What colleagues noted about the chat, newest first; read whenever it is shown, as nothing tells of new ones. */
export const useNotes = (chatId: string) =>
  useInfiniteQuery({
    queryKey: notesKey(chatId),
    initialPageParam: '',
    queryFn: ({ pageParam: cursor }) => {
      const query = { limit: shownAtOnce, ...(cursor === '' ? {} : { cursor }) };
      return bodyOf(intake.GET('/api/v1/intake/chats/{id}/notes', { params: { path: { id: chatId }, query } }));
    },
    getNextPageParam: ({ nextCursor }) => nextCursor,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    staleTime: 0,
  });
