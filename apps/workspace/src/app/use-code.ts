import { useQuery } from '@tanstack/react-query';

/**
 * A part of the app that is loaded when it is first wanted. It goes by the query cache, unlike React's `lazy`, so that a
 * failure is one of its place, to be shown and tried again: a line may be cut, and after a deployment the file is gone
 * until the page is reloaded.
 */
export const useCode = <T>(name: string, load: () => Promise<T>, isWanted = true) =>
  useQuery({
    queryKey: ['code', name],
    queryFn: load,
    enabled: isWanted,
    gcTime: Infinity,
    // Without a line it says so at once, instead of waiting for one.
    networkMode: 'always',
  });
