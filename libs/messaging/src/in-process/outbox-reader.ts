import { isTopicName, topics } from '@switchboard/contracts';
import type { ServiceLink } from '../broker';
import { ROW_COLUMNS, type OutboxRow } from '../outbox/outbox-row';

const PAGE_ROWS = 500;

const WAITING = `
  SELECT ${ROW_COLUMNS} FROM outbox WHERE state = 0 AND id <> ALL ($1::bigint[]) ORDER BY id LIMIT ${PAGE_ROWS}`;

const KEPT = `SELECT ${ROW_COLUMNS} FROM outbox WHERE state = 1 AND id > $1::bigint ORDER BY id LIMIT ${PAGE_ROWS}`;

/** Keeps the newest row of each key among the given and those kept before, and drops the others. */
const KEEP = `
  WITH done AS (SELECT id, topic, key FROM outbox WHERE id = ANY ($1::bigint[])),
  newest AS (
    SELECT max(o.id) AS id, o.topic, o.key FROM outbox o JOIN (SELECT DISTINCT topic, key FROM done) d USING (topic, key)
    WHERE o.state = 1 OR o.id = ANY ($1::bigint[]) GROUP BY o.topic, o.key
  ), kept AS (
    UPDATE outbox SET state = 1 WHERE state = 0 AND id IN (SELECT id FROM newest)
  )
  DELETE FROM outbox USING newest
  WHERE outbox.topic = newest.topic AND outbox.key = newest.key AND outbox.id < newest.id
    AND (outbox.state = 1 OR outbox.id = ANY ($1::bigint[]))
  RETURNING outbox.id`;

/** The outbox of one service as the in-process broker reads it. */
export class OutboxReader {
  constructor(private readonly link: ServiceLink) {}

  /** The oldest waiting rows without those in delivery: never an `id >` cursor, ids commit out of order. */
  waiting(inDelivery: readonly string[]): Promise<OutboxRow[]> {
    return this.link.dataSource.query(WAITING, [inDelivery]);
  }

  /** Ids of all rows of these topics that some subscriber may not have yet. */
  async waitingOf(topics: readonly string[]): Promise<string[]> {
    const sql = 'SELECT id FROM outbox WHERE state = 0 AND topic = ANY ($1::text[])';
    const rows: { id: string }[] = await this.link.dataSource.query(sql, [topics]);
    return rows.map(({ id }) => id);
  }

  /** A page of the rows of compacted topics that all former subscribers have. */
  kept(after: string): Promise<OutboxRow[]> {
    return this.link.dataSource.query(KEPT, [after]);
  }

  /** Those of the ids that the outbox still has. */
  async existing(ids: readonly string[]): Promise<Set<string>> {
    const rows: { id: string }[] = await this.link.dataSource.query(
      'SELECT id FROM outbox WHERE id = ANY ($1::bigint[])',
      [ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Ends rows that each subscriber has: deletes them, but keeps the last of a key. Returns the ids that are gone. */
  async finish(rows: readonly OutboxRow[]): Promise<string[]> {
    const events = rows.filter((row) => !isState(row)).map(({ id }) => id);
    const states = rows.filter(isState).map(({ id }) => id);
    if (events.length > 0) {
      await this.link.dataSource.query('DELETE FROM outbox WHERE id = ANY ($1::bigint[])', [events]);
    }
    if (states.length === 0) return events;
    // TypeORM answers a DELETE with [rows, count], but a WITH with the rows.
    const dropped: { id: string }[] = await this.link.dataSource.query(KEEP, [states]);
    return [...events, ...dropped.map(({ id }) => id)];
  }
}

function isState(row: OutboxRow): boolean {
  return row.key !== null && isTopicName(row.topic) && topics[row.topic].cleanup === 'compact';
}
