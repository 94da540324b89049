/** Answers tell the second only, and have been on their way: a difference below this says nothing about the clock here. */
const vagueMs = 3_000;

let aheadMs = 0;

/**
 * Learns from an answer how far the server's clock is ahead of the one here, which may be wrong by minutes.
 * @param date the answer's `Date` header; null where it has none
 */
export function hearServerTime(date: string | null): void {
  const at = Date.parse(date ?? '');
  if (Number.isNaN(at)) return;
  const difference = at - Date.now();
  aheadMs = Math.abs(difference) < vagueMs ? 0 : difference;
}

/** What time it is by the server's clock, in ms since 1970: what its times are to be compared with. */
export const serverNow = (): number => Date.now() + aheadMs;
