import { consumers, deadLetterTopic } from '@switchboard/contracts';
import type { ConsumerName } from '@switchboard/contracts';
import type { EntityManager } from 'typeorm';
import { headersToText } from '../headers-text';
import { outboxChannel } from '../outbox/outbox';
import { shardOf } from '../outbox/shard';
import type { RefusedRecord } from '../received';

const MAX_DETAIL = 1000;

const INSERT_LETTER = `
  INSERT INTO dead_letter (consumer, topic, partition, "offset", key, value, headers, error_code, error_detail)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (consumer, topic, partition, "offset") DO NOTHING
  RETURNING failed_at`;

const INSERT_OUTBOX = `
  WITH added AS (
    INSERT INTO outbox (shard, topic, headers, raw_key, raw) VALUES ($1, $2, $3, $4, $5)
  )
  SELECT pg_notify($6, $7)`;

/**
 * Makes dead letters of the records in the caller's transaction: a row each, and a message with the bytes as received
 * on the dead-letter topic. A record that is one already is left as it is, so that a redelivery changes nothing.
 */
export async function bury(
  tx: EntityManager,
  consumer: ConsumerName,
  refused: readonly RefusedRecord[],
): Promise<void> {
  for (const letter of refused) await buryOne(tx, consumer, letter);
}

async function buryOne(tx: EntityManager, consumer: ConsumerName, letter: RefusedRecord): Promise<void> {
  const { record, code } = letter;
  const detail = clean(letter.detail);
  const position = [consumer, record.topic, record.partition, record.offset];
  const content = [record.key, record.value, headersToText(record.headers), code, detail];
  const rows: { failed_at: Date }[] = await tx.query(INSERT_LETTER, [...position, ...content]);
  const failedAt = rows[0]?.failed_at;
  if (failedAt === undefined) return;
  const headers = headersToText({
    ...record.headers,
    'error-code': code,
    'error-detail': detail,
    consumer,
    'original-topic': record.topic,
    'original-partition': String(record.partition),
    'original-offset': record.offset,
    'failed-at': failedAt.toISOString(),
  });
  const shard = shardOf(record.key?.toString('latin1') ?? String(record.partition));
  const row = [shard, deadLetterTopic(record.topic), headers, record.key, record.value];
  await tx.query(INSERT_OUTBOX, [...row, outboxChannel(consumers[consumer].service), String(shard)]);
}

/** PostgreSQL takes neither U+0000 nor half a surrogate pair, and the reason must not become poison itself. */
function clean(detail: string): string {
  return detail.slice(0, MAX_DETAIL).toWellFormed().replaceAll('\u0000', '\ufffd');
}
