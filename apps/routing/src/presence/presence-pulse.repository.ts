import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SILENCE_SECONDS } from '../engine/presence-pulse';

/** Beats that are read while catching up are old, and are no sign of life: `at` has to be as fresh as the lease. */
const HEAR = `
  WITH before AS (SELECT heard_at FROM presence_pulse FOR UPDATE),
  heard AS (
    UPDATE presence_pulse SET heard_at = clock_timestamp()
    WHERE $1::timestamptz > clock_timestamp() - interval '${SILENCE_SECONDS} s'
    RETURNING 1
  )
  SELECT before.heard_at < clock_timestamp() - interval '${SILENCE_SECONDS} s' AS silent,
    extract(epoch FROM clock_timestamp() - nullif(before.heard_at, '-infinity'))::float8 AS seconds
  FROM before, heard`;

/**
 * $1 beat's silence in seconds. Grace periods stood still while nobody knew who had come back; and what happened
 * meanwhile is still being read, so that none ends before the others could have been heard of.
 */
const PROLONG_GRACE = `
  UPDATE deadline SET taken_until = '-infinity',
    due_at = greatest(due_at + $1 * interval '1 s', clock_timestamp() + interval '${SILENCE_SECONDS} s')
  WHERE kind = 'grace'`;

@Injectable()
export class PresencePulseRepository {
  /** Notes a beat. True when it is the first after a silence: what waited meanwhile can be given out now, and grace goes on. */
  async hear(tx: EntityManager, at: string): Promise<boolean> {
    const [heard] = await tx.query<{ silent: boolean; seconds: number | null }[]>(HEAR, [at]);
    if (heard?.silent !== true) return false;
    await tx.query(PROLONG_GRACE, [heard.seconds ?? 0]);
    return true;
  }
}
