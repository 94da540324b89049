/** A row of the outbox as the relay reads it. `id` is a bigint, which pg gives as text. */
export interface OutboxRow {
  readonly id: string;
  readonly topic: string;
  readonly key: string | null;
  /** Null: structured mode. */
  readonly headers: string | null;
  readonly payload: string | null;
  /** Of dead letters: key and value are bytes. */
  readonly raw: Buffer | null;
  readonly raw_key: Buffer | null;
}

/** A row that the broker will never take, and why. */
export interface RefusedRow {
  readonly id: string;
  readonly topic: string;
  readonly reason: string;
}

/** Publishes rows in their order per key, and resolves when the broker holds them. Rejects when it may be tried again. */
export type SendRows = (rows: readonly OutboxRow[]) => Promise<readonly RefusedRow[]>;

export const ROW_COLUMNS = 'id, topic, key, headers, payload, raw, raw_key';
