import { uuidv7 } from '@switchboard/contracts';

/** Periods in milliseconds; the defaults are those of architecture.md and contracts.md, tests shorten them. */
export interface NotificationTimings {
  /** An instance renews its lease this often. */
  beatMs: number;
  /** An instance that has not renewed for so long is declared dead by the others. */
  leaseMs: number;
  /** A stream without events carries a sign of life this often. */
  heartbeatMs: number;
  /** A reader who has not taken what was sent for so long is cut off. */
  stalledMs: number;
  /** A feed keeps events for so long; an older Last-Event-ID gets a reset. */
  keepMs: number;
  pruneMs: number;
}

const defaults: NotificationTimings = {
  beatMs: 5_000,
  leaseMs: 15_000,
  heartbeatMs: 15_000,
  stalledMs: 30_000,
  keepMs: 24 * 3_600_000,
  pruneMs: 10 * 60_000,
};

/** What the parts of the service are told of where they run. */
export class NotificationOptions {
  readonly timings: NotificationTimings;
  /** This life of this process: a restart under the same name is another one. */
  readonly life = uuidv7();

  constructor(
    readonly instanceId: string,
    timings: Partial<NotificationTimings> = {},
  ) {
    this.timings = { ...defaults, ...timings };
  }
}
