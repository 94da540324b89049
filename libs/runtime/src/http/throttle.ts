import { Problem } from '../problems/problem';

export interface ThrottleOptions {
  /** How many hits a key has within the window. */
  limit: number;
  windowMs: number;
  /** What the refusal is called; default REQUEST.TOO_MANY. */
  code?: 'REQUEST.TOO_MANY' | 'AUTH.THROTTLED';
  /** How many keys are remembered; the one longest unused is forgotten first. Default 100,000. */
  maxKeys?: number;
}

interface Bucket {
  hits: number;
  refilledAt: number;
}

/**
 * A token bucket for each key, such as `login:<account>` or a publishable key's id. It lives in this instance's
 * memory: with n instances a caller gets at most n times the limit, and a restart forgets.
 */
export class Throttle {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly options: ThrottleOptions,
    private readonly now: () => number = Date.now,
  ) {}

  /** Counts one hit. Throws a Problem (429, Retry-After) when the key has none left. */
  hit(key: string): void {
    const bucket = this.refilled(key);
    if (bucket.hits + 1 > this.options.limit) throw this.refusal(bucket);
    bucket.hits += 1;
  }

  /** Throws as `hit` does, without counting: for what counts only its failures, such as log-ins. */
  check(key: string): void {
    const bucket = this.refilled(key);
    if (bucket.hits + 1 > this.options.limit) throw this.refusal(bucket);
  }

  /** Forgets the hits of a key, as after a log-in that succeeded. */
  reset(key: string): void {
    this.buckets.delete(key);
  }

  private refilled(key: string): Bucket {
    const { limit, windowMs, maxKeys = 100_000 } = this.options;
    const now = this.now();
    const bucket = this.buckets.get(key) ?? { hits: 0, refilledAt: now };
    bucket.hits = Math.max(0, bucket.hits - ((now - bucket.refilledAt) * limit) / windowMs);
    bucket.refilledAt = now;
    // Re-inserted, so that the map's order is the order of last use.
    this.buckets.delete(key);
    this.buckets.set(key, bucket);
    if (this.buckets.size > maxKeys) this.buckets.delete(this.buckets.keys().next().value as string);
    return bucket;
  }

  private refusal(bucket: Bucket): Problem {
    const { limit, windowMs, code = 'REQUEST.TOO_MANY' } = this.options;
    const seconds = Math.max(1, Math.ceil(((bucket.hits + 1 - limit) * windowMs) / limit / 1000));
    return new Problem(code, { headers: { 'retry-after': String(seconds) } });
  }
}
