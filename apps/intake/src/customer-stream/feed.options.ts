/** Periods in milliseconds; the defaults are those of contracts.md, tests shorten them. */
export class FeedOptions {
  /** A stream without events carries a sign of life this often. */
  readonly heartbeatMs: number = 15_000;
  /** A reader who has not taken what was sent for so long is cut off. */
  readonly stalledMs: number = 30_000;
  /** A feed keeps events for so long; an older Last-Event-ID gets a reset. */
  readonly keepMs: number = 24 * 3_600_000;
  readonly pruneMs: number = 10 * 60_000;

  constructor(other: Partial<FeedOptions> = {}) {
    Object.assign(this, other);
  }
}
