import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { CloudEvent } from '@switchboard/contracts';
import { useEffect } from 'react';
import { everyItem } from '../../api/clients';
import type { RoutingAgent } from '../../api/types';
import { routing } from '../../session/session';
import { useAccount } from '../../session/use-session';
import { useFeed } from '../board/board-context';

export const meKey = ['me'] as const;

const unknownMs = 3_000;

/** The agent as routing knows one: availability and capacity. Null for who is no agent, or not known there yet. */
export function useMe() {
  const { id, roles } = useAccount();
  const feed = useFeed();
  const client = useQueryClient();
  useEffect(() => feed.reloaded.listen(() => void client.invalidateQueries({ queryKey: meKey })), [feed, client]);
  useEffect(
    () =>
      feed.availability.listen((event) => client.setQueryData<RoutingAgent | null>(meKey, (me) => after(me, event))),
    [feed, client],
  );
  return useQuery({
    queryKey: meKey,
    queryFn: async () => {
      const agents = await everyItem((query) => routing.GET('/api/v1/routing/agents', { params: { query } }));
      return agents.find((agent) => agent.id === id) ?? null;
    },
    // No event tells when routing has come to know an agent.
    refetchInterval: ({ state }) => (state.data === null && roles.includes('agent') ? unknownMs : false),
  });
}

/** Another tab, or a manager, has changed it. */
function after(
  me: RoutingAgent | null | undefined,
  { data }: CloudEvent<'agent.availability'>,
): RoutingAgent | null | undefined {
  if (!me || me.id !== data.agentId || data.version <= me.availabilityVersion) return me;
  return { ...me, availability: data.availability, availabilitySince: data.since, availabilityVersion: data.version };
}
