import type { ConsumerName } from '@switchboard/contracts';
import type { EntityManager } from 'typeorm';
import type { ReceivedMessage } from '../received';

const ADMIT = `
  INSERT INTO inbox (consumer, source, event_id)
  SELECT $1, source, event_id FROM unnest($2::text[], $3::text[]) AS received (source, event_id)
  ON CONFLICT DO NOTHING
  RETURNING source, event_id`;

const FORGET = `
  DELETE FROM inbox USING unnest($2::text[], $3::text[]) AS refused (source, event_id)
  WHERE inbox.consumer = $1 AND inbox.source = refused.source AND inbox.event_id = refused.event_id`;

/** Marks the messages as processed and returns those that were not so before; of repeats in the chunk, the first. */
export async function admit(
  tx: EntityManager,
  consumer: ConsumerName,
  messages: readonly ReceivedMessage[],
): Promise<readonly ReceivedMessage[]> {
  if (messages.length === 0) return messages;
  const rows: { source: string; event_id: string }[] = await tx.query(ADMIT, [consumer, ...identities(messages)]);
  const fresh = new Set(rows.map((row) => identity(row.source, row.event_id)));
  return messages.filter(({ event }) => fresh.delete(identity(event.source, event.id)));
}

/** What a handler refuses is not processed: its redrive must be admitted. */
export async function forget(
  tx: EntityManager,
  consumer: ConsumerName,
  messages: readonly ReceivedMessage[],
): Promise<void> {
  if (messages.length > 0) await tx.query(FORGET, [consumer, ...identities(messages)]);
}

const identity = (source: string, id: string): string => JSON.stringify([source, id]);

function identities(messages: readonly ReceivedMessage[]): [string[], string[]] {
  return [messages.map(({ event }) => event.source), messages.map(({ event }) => event.id)];
}
