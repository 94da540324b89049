import { z } from 'zod';
import { attributes, opaqueId, text } from '../values';

/** How a team's chats find their agents (product.md). */
export const routingMethod = z.enum(['manual', 'automatic']);
export type RoutingMethod = z.output<typeof routingMethod>;

/** How automatic assignment ranks the eligible agents. */
export const strategy = z.enum(['least-assigned', 'round-robin']);
export type Strategy = z.output<typeof strategy>;

/** What an agent intends; whether the agent is connected is another matter. */
export const availability = z.enum(['available', 'busy', 'hidden']);
export type Availability = z.output<typeof availability>;

/** Who asks for an agent. The id is the channel's own and opaque. */
export const customer = z.object({
  id: opaqueId,
  name: text(200).optional(),
  locale: text(35).optional(),
  attributes: attributes.optional(),
});
export type Customer = z.output<typeof customer>;

/** Who did it. `system` is Switchboard itself; the others carry their id where it is known. */
export const actor = z.object({
  kind: z.enum(['system', 'agent', 'manager', 'operator', 'customer', 'channel']),
  id: opaqueId.optional(),
});
export type Actor = z.output<typeof actor>;
