import { z } from 'zod';
import { timestamp } from '../timestamp';
import { opaqueId, sequence, uuid } from '../values';
import { availability } from './parts';

/** A transition of the agent, not of one tab: all tabs and devices are one. */
export const agentPresence = z.object({ agentId: uuid, teamId: uuid, connected: z.boolean(), version: sequence });

/** "I am alive and would have told": routing assigns automatically only while it hears these. */
export const presenceBeat = z.object({ instanceId: opaqueId, at: timestamp });

export const agentAvailability = z.object({
  agentId: uuid,
  teamId: uuid,
  availability,
  since: timestamp,
  version: sequence,
});
