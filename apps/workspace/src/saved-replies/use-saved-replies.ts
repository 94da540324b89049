import { useQuery } from '@tanstack/react-query';
import { everyItem } from '../api/clients';
import type { components } from '../api/generated/settings';
import { settings } from '../session/session';

export type SavedReply = components['schemas']['SavedReplyDto'];

/** The team's saved replies in the query cache. */
export const savedRepliesKey = ['settings', 'saved-replies'] as const;

/**
 * The team's saved replies by their shortcuts, read once for all chats when they are first wanted.
 * @param staleMs for how long they are taken for true: no event tells that a manager has changed them
 */
export function useSavedReplies({ enabled = true, staleMs = 60_000 } = {}) {
  return useQuery({
    queryKey: savedRepliesKey,
    queryFn: async () => {
      const replies = await everyItem((query) => settings.GET('/api/v1/settings/saved-replies', { params: { query } }));
      return replies.sort((a, b) => a.shortcut.localeCompare(b.shortcut));
    },
    enabled,
    staleTime: staleMs,
  });
}
