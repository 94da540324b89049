import type { CloudEvent } from '@switchboard/contracts';
import type { RoutingAgent } from '../../api/types';

type Me = RoutingAgent | null | undefined;

/** How many chats the agent may have at once; undefined for who takes none, and while that is not known. */
export const limitOf = (me: Me): number | undefined => (me?.active ? me.capacity : undefined);

/** The agent after another tab, or a manager, has changed the availability. */
export function afterEvent(me: Me, { data }: CloudEvent<'agent.availability'>): Me {
  if (!me || me.id !== data.agentId || data.version <= me.availabilityVersion) return me;
  return { ...me, availability: data.availability, availabilitySince: data.since, availabilityVersion: data.version };
}

/** The agent as read anew, with the availability that was heard of since that was answered. */
export function readAnew(me: Me, read: RoutingAgent | null): RoutingAgent | null {
  if (!me || !read || me.availabilityVersion <= read.availabilityVersion) return read;
  const { availability, availabilitySince, availabilityVersion } = me;
  return { ...read, availability, availabilitySince, availabilityVersion };
}
