import type { PublishedRecord } from '../checker/evidence';
import { type LifeEvent, readHistory } from '../checker/history';
import type { Notice } from '../checker/notice';
import { GRACE_SECONDS } from './cast';
import type { Silence } from './kills';

export interface PresenceFaults {
  /** Chats that were taken from agents who were back within their grace period, as notification itself says. */
  thrownOut: number;
  /** Automatic assignments while nobody could know who was still there. */
  assignedInSilence: number;
}

/** What the kills of notification must not have done. */
export function checkPresence(records: readonly PublishedRecord[], silences: readonly Silence[]): PresenceFaults {
  const { events, notices } = readHistory(records);
  const byGrace = events.filter(({ topic, data }) =>
    topic === 'chat.requeued' ? data.cause === 'grace_period' : data.cause === 'reassign',
  );
  const presences = notices.filter(({ topic }) => topic === 'agent.presence');
  const inSilence = events.filter(({ data: { method, assignedAt = '' } }) => {
    return method === 'automatic' && silences.some(({ from, to }) => from < assignedAt && assignedAt < to);
  });
  const thrownOut = byGrace.filter((event) => !wasAwayForLong(event, presences));
  return { thrownOut: thrownOut.length, assignedInSilence: inSilence.length };
}

/**
 * Whether the grace period was over before the agent came back. On a busy machine that happens although the load brings
 * agents back at once; then their chats are taken rightly.
 */
function wasAwayForLong({ data }: LifeEvent, presences: readonly Notice[]): boolean {
  const takenAt = data.requeuedAt ?? data.assignedAt ?? '';
  const ofAgent = presences.filter(({ agentId }) => agentId === data.previousAgentId);
  const left = ofAgent.filter(({ data: { connected }, time }) => connected === false && time < takenAt).at(-1);
  if (!left) return false;
  const back = ofAgent.find(({ data: { connected }, time }) => connected === true && time > left.time);
  const awayUntil = back && back.time < takenAt ? back.time : takenAt;
  return Date.parse(awayUntil) - Date.parse(left.time) >= GRACE_SECONDS * 1000;
}
