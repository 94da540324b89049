import type { ConsumerName, TopicName } from '@switchboard/contracts';
import type { EntityManager } from 'typeorm';
import { headersFromText } from '../headers-text';
import type { ReceivedRecord } from '../received';

/** How much of a value a list shows; the whole of it is on the dead-letter topic. */
export const PREVIEW_BYTES = 2_048;

const LIST = `
  SELECT id, consumer, topic, partition, "offset", key, substring(value FROM 1 FOR ${PREVIEW_BYTES}) AS preview,
    octet_length(value) AS size, error_code, error_detail, failed_at
  FROM dead_letter
  WHERE redriven_at IS NULL AND id < coalesce($1::bigint, 9223372036854775807)
  ORDER BY id DESC LIMIT $2`;

const LOCK = `
  SELECT consumer, topic, partition, "offset", key, value, headers, redriven_at
  FROM dead_letter WHERE id = $1 FOR UPDATE`;

const MARK = `
  UPDATE dead_letter SET redriven_at = now() WHERE id = $1 AND redriven_at IS NULL RETURNING redriven_at`;

export interface DeadLetterRow {
  id: string;
  consumer: string;
  topic: string;
  partition: number;
  offset: string;
  key: Buffer | null;
  preview: Buffer | null;
  size: number | null;
  error_code: string;
  error_detail: string;
  failed_at: Date;
}

export interface LockedDeadLetter {
  readonly consumer: ConsumerName;
  readonly record: ReceivedRecord;
  readonly redrivenAt: Date | null;
}

interface LockedRow {
  consumer: ConsumerName;
  topic: TopicName;
  partition: number;
  offset: string;
  key: Buffer | null;
  value: Buffer | null;
  headers: string;
  redriven_at: Date | null;
}

/** Those not redriven, newest first, before the given id; one more than `limit` when there is another page. */
export function listDeadLetters(tx: EntityManager, limit: number, before: string | null): Promise<DeadLetterRow[]> {
  return tx.query(LIST, [before, limit + 1]);
}

/** Locks the row until the end of the transaction; undefined when there is none. */
export async function lockDeadLetter(tx: EntityManager, id: string): Promise<LockedDeadLetter | undefined> {
  const rows: LockedRow[] = await tx.query(LOCK, [id]);
  const row = rows[0];
  if (row === undefined) return undefined;
  const { consumer, redriven_at: redrivenAt, headers, ...record } = row;
  return { consumer, redrivenAt, record: { ...record, headers: headersFromText(headers) } };
}

export async function markRedriven(tx: EntityManager, id: string): Promise<Date> {
  // TypeORM answers an UPDATE with [rows, count].
  const [rows]: [{ redriven_at: Date }[], number] = await tx.query(MARK, [id]);
  const row = rows[0];
  if (row === undefined) throw new Error(`Dead letter ${id} was redriven while it was locked.`);
  return row.redriven_at;
}

/** A number that no other letter has, for those that have no offset. */
export async function nextLetterId(tx: EntityManager): Promise<string> {
  const rows: { id: string }[] = await tx.query(`SELECT nextval(pg_get_serial_sequence('dead_letter', 'id')) AS id`);
  return String(rows[0]?.id);
}
