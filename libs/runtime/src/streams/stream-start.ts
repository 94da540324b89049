import { encodeStreamEvent, type StreamReset } from '@switchboard/contracts';
import type { FeedPosition } from './feed';

/** How a stream begins: what is sent first, and the number after which events follow. */
export interface StreamStart {
  readonly after: number;
  readonly text: string;
}

function reset(number: number, reason: StreamReset['reason']): StreamStart {
  return {
    after: number,
    text: encodeStreamEvent({ id: String(number), event: 'reset', data: JSON.stringify({ number, reason }) }),
  };
}

/** The stream goes on at the feed's end, because events before it are gone. */
export const resetExpired = (position: FeedPosition): StreamStart => reset(position.last, 'expired');

/**
 * Decides where a reader goes on: from now (`ready`), after its Last-Event-ID, or from now with a `reset`, when the
 * feed never gave that number out or no longer has what follows it (contracts.md, HTTP).
 */
export function startOf(lastEventId: string | undefined, position: FeedPosition): StreamStart {
  const { last, oldest } = position;
  if (lastEventId === undefined || lastEventId === '') {
    const data = JSON.stringify({ number: last });
    return { after: last, text: encodeStreamEvent({ id: String(last), event: 'ready', data }) };
  }
  const number = /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : Number.POSITIVE_INFINITY;
  if (number > last) return reset(last, 'unknown');
  if (number < oldest - 1) return resetExpired(position);
  return { after: number, text: ': resumed\n\n' };
}
