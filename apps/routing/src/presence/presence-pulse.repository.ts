import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SILENCE_SECONDS } from '../engine/presence-pulse';

/** Beats that are read while catching up are old, and are no sign of life: `at` has to be as fresh as the lease. */
const HEAR = `
  WITH before AS (
    SELECT heard_at, heard_at < clock_timestamp() - interval '${SILENCE_SECONDS} s' AS silent
    FROM presence_pulse FOR UPDATE
  ), heard AS (
    UPDATE presence_pulse SET heard_at = clock_timestamp(),
      live_since = CASE WHEN before.silent THEN clock_timestamp() ELSE live_since END
    FROM before
    WHERE $1::timestamptz > clock_timestamp() - interval '${SILENCE_SECONDS} s'
    RETURNING live_since::text AS "liveSince"
  )
  SELECT silent, coalesce(nullif(heard_at, '-infinity'), clock_timestamp())::text AS since, "liveSince"
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
  /**
   * Notes a beat. When it is the first after a silence deadlines go on, and the result is since when presence lives again, as
   * `PRESENCE_LIVE_SINCE` gives it.
   */
  async hear(tx: EntityManager, at: string): Promise<string | undefined> {
    const [heard] = await tx.query<{ silent: boolean; since: string; liveSince: string }[]>(HEAR, [at]);
    if (heard?.silent !== true) return undefined;
    await tx.query(PROLONG, [heard.since]);
    return heard.liveSince;
  }
}
