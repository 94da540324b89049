const FIRST_MS = 50;
const LONGEST_MS = 10_000;

/** Which keys wait after a failure, and for how long: it doubles with each failure in a row. */
export class KeyBackOff {
  private readonly keys = new Map<string, { delay: number; until: number }>();

  /** The key waits from now; returns how long, in milliseconds. */
  failed(key: string): number {
    const delay = Math.min((this.keys.get(key)?.delay ?? FIRST_MS / 2) * 2, LONGEST_MS);
    this.keys.set(key, { delay, until: Date.now() + delay });
    return delay;
  }

  succeeded(key: string): void {
    if (this.keys.size > 0) this.keys.delete(key);
  }

  waits(key: string): boolean {
    if (this.keys.size === 0) return false;
    const waiting = this.keys.get(key);
    return waiting !== undefined && waiting.until > Date.now();
  }

  /** Milliseconds until the first waiting key may be tried again. */
  untilNext(): number {
    const first = Math.min(...[...this.keys.values()].map(({ until }) => until));
    return Number.isFinite(first) ? Math.max(first - Date.now(), 1) : LONGEST_MS;
  }
}
