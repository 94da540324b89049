import { Refused } from '@switchboard/client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { bodyOf } from '../../api/clients';
import type { RoutingAgent } from '../../api/types';
import { routing } from '../../session/session';
import { useAccount } from '../../session/use-session';
import { useFeed } from '../board/board-context';
import { afterEvent, readAnew } from './me';

export const meKey = ['me'] as const;

const unknownMs = 3_000;
const knownMs = 60_000;

/**
 * Who is signed in as routing knows them: availability and capacity. Who takes no chats, as a manager who is no agent, is
 * there too, but not active; null: not known there yet.
 */
export function useMe() {
  const { roles } = useAccount();
  const feed = useFeed();
  const client = useQueryClient();
  useEffect(() => {
    const read = (): void => void client.invalidateQueries({ queryKey: meKey });
    const stops = [
      ...[feed.reloaded, feed.resumed].map((signal) => signal.listen(read)),
      feed.availability.listen((event) =>
        client.setQueryData<RoutingAgent | null>(meKey, (me) => afterEvent(me, event)),
      ),
    ];
    return () => stops.forEach((stop) => stop());
  }, [feed, client]);
  return useQuery({
    queryKey: meKey,
    queryFn: async () => {
      const params = { path: { id: 'me' } };
      const read = await bodyOf(routing.GET('/api/v1/routing/agents/{id}', { params })).catch(nullIfUnknown);
      return readAnew(client.getQueryData<RoutingAgent | null>(meKey), read);
    },
    // No event tells when routing has come to know an agent, nor of another capacity.
    refetchInterval: ({ state }) => roles.includes('agent') && (state.data?.active ? knownMs : unknownMs),
  });
}

function nullIfUnknown(error: unknown): null {
  if (error instanceof Refused && error.status === 404) return null;
  throw error;
}
