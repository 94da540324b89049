/** A chat that left the queue for an agent; instants in seconds of one clock. */
export interface Departure {
  readonly enqueuedAt: number;
  readonly assignedAt: number;
}

/**
 * Mean seconds from one departure to the next while somebody waited; time in which nobody did says nothing of the pace.
 * Chats may be taken out of order, so a queue lasts from the earliest request of all who were taken later. The time since
 * the last departure counts too: where people stop taking chats, the estimate grows.
 * @param departures newest first, two at least
 */
export function secondsBetween(
  departures: readonly Departure[],
  { now, waitingSince }: { now: number; waitingSince: number },
): number {
  let firstWaiting = waitingSince;
  let later = now;
  let seconds = 0;
  for (const { enqueuedAt, assignedAt } of departures) {
    seconds += Math.max(0, later - Math.max(assignedAt, firstWaiting));
    firstWaiting = Math.min(firstWaiting, enqueuedAt);
    later = assignedAt;
  }
  // The oldest one only bounds the first gap.
  return seconds / (departures.length - 1);
}
