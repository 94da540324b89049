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
  SELECT before.heard_at < clock_timestamp() - interval '${SILENCE_SECONDS} s' AS silent FROM before, heard`;

@Injectable()
export class PresencePulseRepository {
  /** Notes a beat. True when it is the first after a silence: what waited meanwhile can be given out now. */
  async hear(tx: EntityManager, at: string): Promise<boolean> {
    const rows = await tx.query<{ silent: boolean }[]>(HEAR, [at]);
    return rows[0]?.silent === true;
  }
}
