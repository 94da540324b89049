import { setTimeout as sleep } from 'node:timers/promises';

export interface EventuallyOptions {
  /** Milliseconds until it gives up; default 10,000. */
  timeoutMs?: number;
  /** Milliseconds between two tries; default 25. */
  intervalMs?: number;
}

/**
 * Tries until the function no longer throws, and gives its value. For effects that come by way of a broker.
 * @throws whatever the last try threw, when time is up, with the waiting time in its message.
 */
export async function eventually<T>(attempt: () => T | Promise<T>, options: EventuallyOptions = {}): Promise<T> {
  const { timeoutMs = 10_000, intervalMs = 25 } = options;
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() >= deadline) throw late(error, timeoutMs);
    }
    await sleep(intervalMs);
  }
}

function late(error: unknown, timeoutMs: number): unknown {
  // Changed in place: Jest draws its differences from the assertion's own error.
  if (typeof error === 'object' && error !== null && 'message' in error) {
    error.message = `Still not so after ${timeoutMs} ms: ${String(error.message)}`;
  }
  return error;
}
