import type { DeadLetterCode } from '@switchboard/contracts';

/**
 * Thrown by a handler when a message can never be processed, however often it is tried. The runner bisects the chunk
 * until the one message is alone, and makes it a dead letter with this code and detail.
 */
export class PoisonError extends Error {
  constructor(
    readonly code: DeadLetterCode,
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
    this.name = 'PoisonError';
  }
}
