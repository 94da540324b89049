import { Injectable } from '@nestjs/common';
import type { Team } from '@switchboard/routing-domain';
import type { EntityManager } from 'typeorm';
import { instant } from './instant';
import { PRESENCE_IS_LIVE } from './presence-pulse';
import { plainArray } from './sql-array';

/** A team whose row this transaction has locked. */
export interface LockedTeam {
  readonly team: Team;
  /** The database's clock, read under the lock. */
  readonly now: string;
  /** True while no notification instance gives a sign of life. */
  readonly silent: boolean;
}

/** Teams that nobody has described yet: more of them are refused, or a typo upstream could fill the table. */
const MAX_PLACEHOLDERS = 1_000;

/** A statement of its own: what is read after it sees everything that the lock's last holder has committed. */
const LOCK = `
  WITH locked AS MATERIALIZED (
    SELECT id, name, version, method, strategy, default_capacity, removed, sequence, waiting, drain_due
    FROM team WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE)
  SELECT id, name, version, method, strategy, default_capacity AS "defaultCapacity", removed,
         sequence::float8 AS sequence, waiting, drain_due AS "drainDue",
         ${instant('clock_timestamp()')} AS now, NOT ${PRESENCE_IS_LIVE} AS silent
  FROM locked`;

const ADD_PLACEHOLDERS = `
  INSERT INTO team (id)
  SELECT id FROM unnest($1::uuid[]) AS t (id)
  WHERE NOT EXISTS (SELECT FROM team WHERE team.id = t.id)
  ORDER BY id
  LIMIT greatest(0, $2 - (SELECT count(*) FROM team WHERE version = 0))
  ON CONFLICT DO NOTHING`;

@Injectable()
export class TeamRepository {
  /** Teams that had a committed row, which saves asking for placeholders. Only an expired placeholder's row ever goes. */
  private readonly known = new Set<string>();

  /**
   * Locks the teams, ascending by id. A team that has no row gets a placeholder, unless `existingOnly`.
   * Those that have none afterwards are missing in the result: unknown, and too many unknown ones.
   */
  async lock(tx: EntityManager, ids: readonly string[], existingOnly = false): Promise<LockedTeam[]> {
    const strangers = ids.filter((id) => !this.known.has(id));
    if (strangers.length > 0 && !existingOnly) await this.addPlaceholders(tx, strangers);
    const locked = await this.lockRows(tx, ids);
    const expired = ids.filter((id) => this.known.has(id) && !locked.some(({ team }) => team.id === id));
    if (expired.length === 0) return locked;
    for (const id of expired) this.known.delete(id);
    return this.lock(tx, ids, existingOnly);
  }

  private async addPlaceholders(tx: EntityManager, ids: readonly string[]): Promise<void> {
    await tx.query(ADD_PLACEHOLDERS, [plainArray(ids), MAX_PLACEHOLDERS]);
  }

  private async lockRows(tx: EntityManager, ids: readonly string[]): Promise<LockedTeam[]> {
    const rows = await tx.query<(Team & { now: string; silent: boolean })[]>(LOCK, [plainArray(ids)]);
    return rows.map(({ now, silent, ...team }) => ({ team, now, silent }));
  }

  /** To be called after the commit that may have made their rows. */
  remember(ids: Iterable<string>): void {
    for (const id of ids) this.known.add(id);
  }
}
