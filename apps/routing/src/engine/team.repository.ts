import { Injectable } from '@nestjs/common';
import { answered, plainArray, rowsOf } from '@switchboard/persistence';
import { NO_RULES, type Team, type TeamRules } from '@switchboard/routing-domain';
import type { EntityManager } from 'typeorm';
import { instant } from './instant';
import { CENSUS_COLUMNS, type CensusRow, toCensus } from './census';
import { PresenceNews } from './presence-news';
import { PRESENCE_LIVE_SINCE } from './presence-pulse';
import { TeamRulesRepository } from './team-rules.repository';

/** A team whose row this transaction has locked. */
export interface LockedTeam {
  readonly team: Team;
  /** The database's clock, read under the lock. */
  readonly now: string;
  /** True while no notification instance gives a sign of life, or what presence has told meanwhile is not all read. */
  readonly silent: boolean;
}

/** Teams that nobody has described yet: more of them are refused, or a typo upstream could fill the table. */
const MAX_PLACEHOLDERS = 1_000;

/** A statement of its own: what is read after it sees everything that the lock's last holder has committed. */
const LOCK = `
  WITH locked AS MATERIALIZED (
    SELECT id, name, version, method, strategy, default_capacity, removed, sequence, waiting, drain_due, free_agents,
      full_agents, busy_agents, hidden_agents, disconnected_agents, inactive_agents
    FROM team WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE)
  SELECT id, name, version, method, strategy, default_capacity AS "defaultCapacity", removed,
         sequence::float8 AS sequence, waiting, drain_due AS "drainDue", ${CENSUS_COLUMNS},
         ${instant('clock_timestamp()')} AS now, ${PRESENCE_LIVE_SINCE} AS "liveSince"
  FROM locked`;

/** The same of one team, as it is at this moment. */
const PEEK = LOCK.replace(' FOR UPDATE', '');

/** One that had a row before goes on behind what it announced then: consumers keep the highest number of each chat. */
const ADD_PLACEHOLDERS = `
  INSERT INTO team (id, sequence)
  SELECT id, (SELECT sequence FROM sequence_floor) FROM ${rowsOf(1, 'uuid')} AS t (id)
  WHERE NOT EXISTS (SELECT FROM team WHERE team.id = t.id)
  ORDER BY id
  LIMIT greatest(0, $2 - (SELECT count(*) FROM team WHERE version = 0))
  ON CONFLICT DO NOTHING`;

type TeamRow = Omit<Team, 'census' | 'rules'> & CensusRow & { readonly now: string; readonly liveSince: string | null };

@Injectable()
export class TeamRepository {
  /** Teams that had a committed row, which saves asking for placeholders. Only an expired placeholder's row ever goes. */
  private readonly known = new Set<string>();

  constructor(
    private readonly rules: TeamRulesRepository,
    private readonly news: PresenceNews,
  ) {}

  /**
   * Locks the teams, ascending by id. A team that has no row gets a placeholder, unless `existingOnly`.
   * Those that have none afterwards are missing in the result: unknown, and too many unknown ones.
   */
  async lock(tx: EntityManager, ids: readonly string[], existingOnly = false): Promise<LockedTeam[]> {
    const strangers = existingOnly ? [] : ids.filter((id) => !this.known.has(id));
    const [, locked] = await answered([this.addPlaceholders(tx, strangers), this.rows(tx, LOCK, ids)]);
    return locked;
  }

  /** Teams that are not among the locked have no row, whatever was known of them. */
  forgetMissing(ids: readonly string[], locked: readonly LockedTeam[]): void {
    const found = new Set(locked.map(({ team }) => team.id));
    for (const id of ids) if (!found.has(id)) this.known.delete(id);
  }

  /** A team as it is, without a lock: for looking only. */
  async peek(tx: EntityManager, id: string): Promise<LockedTeam | undefined> {
    return (await this.rows(tx, PEEK, [id]))[0];
  }

  private async addPlaceholders(tx: EntityManager, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await tx.query(ADD_PLACEHOLDERS, [plainArray(ids), MAX_PLACEHOLDERS]);
  }

  private async rows(tx: EntityManager, sql: string, ids: readonly string[]): Promise<LockedTeam[]> {
    const rows = await tx.query<TeamRow[]>(sql, [plainArray(ids)]);
    const rules = await this.rules.of(tx, rows);
    return rows.map((row) => toLockedTeam(row, rules.get(row.id) ?? NO_RULES, this.news.isSilent(row.liveSince)));
  }

  /** To be called after the commit that may have made their rows. */
  remember(ids: Iterable<string>): void {
    for (const id of ids) this.known.add(id);
  }
}

function toLockedTeam(row: TeamRow, rules: TeamRules, silent: boolean): LockedTeam {
  const { id, name, version, method, strategy, defaultCapacity, removed, sequence, waiting, drainDue, now } = row;
  const census = toCensus(row);
  const facts = { id, name, version, method, strategy, defaultCapacity, removed, sequence, waiting, drainDue };
  return { team: { ...facts, rules, census }, now, silent };
}
