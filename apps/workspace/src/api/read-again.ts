import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Reads anew what a page shows under the key. A first read that is under way is not taken for it, as the cache would by
 * itself: it may have been answered before what the page has missed.
 */
export async function readAgain(client: QueryClient, queryKey: QueryKey = []): Promise<void> {
  await client.cancelQueries({ queryKey });
  await client.invalidateQueries({ queryKey });
}

/** For what no event tells of: read when it is opened, when somebody comes back to the page, and once a minute. */
export const whileLookedAt = {
  refetchOnMount: 'always',
  refetchOnWindowFocus: 'always',
  refetchInterval: 60_000,
} as const;
