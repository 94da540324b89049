import { z } from 'zod';

/** Where a stream is to go on, agents' and customers' alike; lower-case, as Node gives and takes header names. */
export const lastEventIdHeader = 'last-event-id';

/** Data of the `ready` event: the stream begins after `number`, the feed's current number. */
export const streamReady = z.object({ number: z.number().int().nonnegative() });

/**
 * Data of the `reset` event: what lies between the client's `Last-Event-ID` and `number` cannot be shown, so the client
 * reloads its state and goes on from `number`. `expired`: older than the feed keeps (24 h); `unknown`: this feed never
 * gave out such a number.
 */
export const streamReset = z.object({
  number: z.number().int().nonnegative(),
  reason: z.enum(['expired', 'unknown']),
});
export type StreamReset = z.output<typeof streamReset>;
