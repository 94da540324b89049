import type { PublishedRecord } from '../checker/evidence';
import { readHistory } from '../checker/history';
import type { Silence } from './kills';

export interface PresenceFaults {
  /** Chats that were taken from their agents although all of them came back in time. */
  thrownOut: number;
  /** Automatic assignments while nobody could know who was still there. */
  assignedInSilence: number;
}

/** What the kills of notification must not have done. The load's agents are always back in time, so no grace period may end. */
export function checkPresence(records: readonly PublishedRecord[], silences: readonly Silence[]): PresenceFaults {
  const { events } = readHistory(records);
  const byGrace = events.filter(({ topic, data }) =>
    topic === 'chat.requeued' ? data.cause === 'grace_period' : data.cause === 'reassign',
  );
  const inSilence = events.filter(({ data: { method, assignedAt = '' } }) => {
    return method === 'automatic' && silences.some(({ from, to }) => from < assignedAt && assignedAt < to);
  });
  return { thrownOut: byGrace.length, assignedInSilence: inSilence.length };
}
