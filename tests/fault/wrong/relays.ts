import type { Client } from 'pg';
import type { OutboxRow } from './scene';

/** Hands rows to the broker; resolves when it holds them. */
export type Send = (rows: readonly OutboxRow[]) => Promise<void>;

const ROWS = 'SELECT id, topic, key, payload FROM outbox';

/** Right: one relay, always the oldest rows that are there. */
export async function relayInOrder(db: Client, send: Send): Promise<void> {
  const { rows } = await db.query<OutboxRow>(`${ROWS} ORDER BY id`);
  await send(rows);
  await db.query('DELETE FROM outbox WHERE id = ANY($1::bigint[])', [rows.map(({ id }) => id)]);
}

/** Wrong: takes one topic's rows for published without having published them. */
export async function relayWithout(topic: string, db: Client, send: Send): Promise<void> {
  await db.query('DELETE FROM outbox WHERE topic = $1', [topic]);
  await relayInOrder(db, send);
}

/** Wrong: ids are given out before they are committed, so rows below the cursor may still come. */
export class CursorRelay {
  private last = '0';

  constructor(
    private readonly db: Client,
    private readonly send: Send,
  ) {}

  async poll(): Promise<void> {
    const { rows } = await this.db.query<OutboxRow>(`${ROWS} WHERE id > $1 ORDER BY id`, [this.last]);
    await this.send(rows);
    this.last = rows.at(-1)?.id ?? this.last;
  }

  /** What is below the cursor counts as published. */
  async prune(): Promise<void> {
    await this.db.query('DELETE FROM outbox WHERE id <= $1', [this.last]);
  }
}

/** Wrong where several run on one shard: each takes rows that no other has locked, and is as fast as it is. */
export async function* competingRelay(db: Client, send: Send): AsyncGenerator<'taken', void> {
  await db.query('BEGIN');
  const { rows } = await db.query<OutboxRow>(`${ROWS} ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`);
  yield 'taken';
  await send(rows);
  await db.query('DELETE FROM outbox WHERE id = ANY($1::bigint[])', [rows.map(({ id }) => id)]);
  await db.query('COMMIT');
}
