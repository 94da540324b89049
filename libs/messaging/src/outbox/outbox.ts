import { Injectable } from '@nestjs/common';
import { CLOUDEVENT_CONTENT_TYPE, encodeEvent, topicOf } from '@switchboard/contracts';
import type { CloudEvent, ServiceName } from '@switchboard/contracts';
import type { EntityManager } from 'typeorm';
import { shardOf } from './shard';

/** Stands between payloads in one text parameter: JSON never contains it raw, so nothing has to be escaped. */
const SEPARATOR = '\u001e';

// The subquery hides the text from the planner, which would take it apart and copy the pieces (20 % of the statement's time).
const INSERT = `
  WITH added AS (
    INSERT INTO outbox (shard, topic, key, headers, payload)
    SELECT * FROM unnest($1::smallint[], $2::text[], $3::text[], $4::text[], string_to_array((SELECT $5::text), E'\\x1e'))
  )
  SELECT pg_notify($6, shard) FROM unnest($7::text[]) AS shard`;

/** The channel on which a commit wakes the relay of a service; the payload is the shard. */
export const outboxChannel = (service: ServiceName): string => `switchboard_outbox_${service}`;

/** Outgoing events, written in the transaction of the change that they tell of; the relay publishes them. */
@Injectable()
export class Outbox {
  constructor(private readonly service: ServiceName) {}

  /**
   * Adds the events in their order, with one statement, and wakes the relay when the caller's transaction commits.
   * Order is kept per partition key. Rejects with the error of the database; the caller's transaction is lost then.
   */
  async add(tx: EntityManager, events: readonly CloudEvent[]): Promise<void> {
    if (events.length === 0) return;
    const shards: number[] = [];
    const topics: string[] = [];
    const keys: string[] = [];
    const headers: (string | null)[] = [];
    const payloads: string[] = [];
    for (const event of events) {
      const encoded = encodeEvent(event);
      shards.push(shardOf(event.partitionkey));
      topics.push(topicOf(event));
      keys.push(event.partitionkey);
      headers.push(headersText(encoded.headers));
      payloads.push(encoded.value);
    }
    const woken = [...new Set(shards)].map(String);
    const parameters = [shards, topics, keys, headers, payloads.join(SEPARATOR), outboxChannel(this.service), woken];
    await tx.query(INSERT, parameters);
  }
}

/** Null stands for the one header of structured mode, which nearly every row has: it is not worth storing. */
function headersText(headers: Record<string, string>): string | null {
  const structured = headers['content-type'] === CLOUDEVENT_CONTENT_TYPE && Object.keys(headers).length === 1;
  return structured ? null : JSON.stringify(headers);
}
