import { QueryClient } from '@tanstack/react-query';

/** A cache of what was read. State comes by the stream, so nothing is read again only because somebody looks at it. */
export const newQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: { queries: { staleTime: Infinity, refetchOnWindowFocus: false, retry: 1 } },
  });
