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
    coalesce(nullif(before.heard_at, '-infinity'), clock_timestamp())::text AS since
  FROM before, heard`;

/**
 * $1 since when it was silent. Deadlines stood still while nobody knew who had come back or written, those set meanwhile
 * only since then; and who has kept the news may yet have to publish it, so that none ends before it could be heard.
 */
const PROLONG = `
  WITH still AS (
    SELECT kind, subject_id FROM deadline WHERE kind <> 'hours' ORDER BY subject_id, kind FOR UPDATE
  )
  UPDATE deadline SET taken_until = '-infinity',
    due_at = greatest(due_at + (clock_timestamp() - greatest(set_at, $1::timestamptz)),
      clock_timestamp() + interval '${SILENCE_SECONDS} s')
  FROM still WHERE deadline.kind = still.kind AND deadline.subject_id = still.subject_id`;

@Injectable()
export class PresencePulseRepository {
  /** Notes a beat. True when it is the first after a silence: what waited meanwhile can be given out now, and deadlines go on. */
  async hear(tx: EntityManager, at: string): Promise<boolean> {
    const [heard] = await tx.query<{ silent: boolean; since: string }[]>(HEAR, [at]);
    if (heard?.silent !== true) return false;
    await tx.query(PROLONG, [heard.since]);
    return true;
  }
}
