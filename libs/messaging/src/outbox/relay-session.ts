import type { QueryRunner } from 'typeorm';
import type { ServiceLink } from '../broker';
import { ROW_COLUMNS, type OutboxRow, type RefusedRow } from './outbox-row';
import { OUTBOX_SHARDS } from './shard';

const PAGE_ROWS = 1000;
/** One page must fit one record batch, which topics limit to 1 MiB; a single larger row travels alone. */
const PAGE_BYTES = 700_000;

/**
 * To plan for a page of a few rows takes longer than to read it, so plans are kept. By index only, they are right for an
 * outbox of any length; PostgreSQL makes them anew when a vacuum has counted its rows.
 */
const KEEP_PLANS = `
  SELECT set_config('plan_cache_mode', 'force_generic_plan', false), set_config('enable_seqscan', 'off', false),
         set_config('enable_bitmapscan', 'off', false)`;

const LOCK = `
  SELECT shard FROM unnest($1::int[]) AS shard
  WHERE pg_try_advisory_lock(hashtextextended('switchboard.outbox.' || $2 || '.' || shard, 0))`;

const PAGE = `
  SELECT ${ROW_COLUMNS} FROM (
    SELECT *, sum(size) OVER (ORDER BY id) - size AS before FROM (
      SELECT ${ROW_COLUMNS}, coalesce(octet_length(payload), 0) + coalesce(octet_length(raw), 0) AS size
      FROM outbox WHERE shard = $1 AND state = 0 AND id <> ALL ($2::bigint[]) ORDER BY id LIMIT ${PAGE_ROWS}
    ) AS page
  ) AS measured WHERE before = 0 OR before + size <= ${PAGE_BYTES} ORDER BY id`;

/**
 * The dedicated connection of a relay: it holds the advisory locks of its shards and does all the relay's statements,
 * in the order in which they are asked for, so that a relay that has lost its locks cannot delete or read on.
 */
export class RelaySession {
  readonly shards = new Set<number>();

  private constructor(
    private readonly service: string,
    private readonly runner: QueryRunner,
  ) {}

  static async open(link: ServiceLink): Promise<RelaySession> {
    const runner = link.dataSource.createQueryRunner();
    await runner.connect();
    return new RelaySession(link.service, runner);
  }

  /** To be called first; until `close`. */
  async keepPlans(): Promise<void> {
    await this.query(KEEP_PLANS, []);
  }

  /** Tries to lock the shards that are not held yet; returns those that are new. */
  async lock(): Promise<number[]> {
    const missing = Array.from({ length: OUTBOX_SHARDS }, (_, shard) => shard).filter((s) => !this.shards.has(s));
    if (missing.length === 0) return [];
    const rows = await this.query<{ shard: number }>(LOCK, [missing, this.service]);
    for (const { shard } of rows) this.shards.add(shard);
    return rows.map(({ shard }) => shard);
  }

  /** The oldest waiting rows of the shard, without those in flight: never an `id >` cursor, ids commit out of order. */
  page(shard: number, inFlight: readonly string[]): Promise<OutboxRow[]> {
    return this.query<OutboxRow>(PAGE, [shard, inFlight]);
  }

  async remove(rows: readonly OutboxRow[]): Promise<void> {
    await this.query('DELETE FROM outbox WHERE id = ANY ($1::bigint[])', [rows.map(({ id }) => id)]);
  }

  /** Keeps the row out of the way of the later ones of its key, for a person to look at. */
  async setAside(row: RefusedRow): Promise<void> {
    await this.query('UPDATE outbox SET state = 2, error = $2 WHERE id = $1', [row.id, row.reason]);
  }

  async countSetAside(): Promise<number> {
    const rows = await this.query<{ count: number }>('SELECT count(*)::int AS count FROM outbox WHERE state = 2', []);
    return rows[0]?.count ?? 0;
  }

  /** Frees the locks, and gives the connection back as it was. A broken one has freed them already. */
  async close(): Promise<void> {
    await this.query('SELECT pg_advisory_unlock_all()', []).catch(() => undefined);
    await this.query('RESET ALL', []).catch(() => undefined);
    await this.runner.release().catch(() => undefined);
  }

  private query<T>(sql: string, parameters: unknown[]): Promise<T[]> {
    return this.runner.query(sql, parameters) as Promise<T[]>;
  }
}
