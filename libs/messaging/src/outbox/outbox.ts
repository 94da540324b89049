import { Injectable } from '@nestjs/common';
import { CLOUDEVENT_CONTENT_TYPE, encodeEvent, topicOf } from '@switchboard/contracts';
import type { CloudEvent, ServiceName } from '@switchboard/contracts';
import { jsonArray, plainArray, rowsOf, textArray } from '@switchboard/persistence';
import type { EntityManager } from 'typeorm';
import { shardOf } from './shard';

const INSERT = `
  WITH added AS (
    INSERT INTO outbox (shard, topic, key, headers, payload)
    SELECT * FROM ${rowsOf(1, 'smallint, text, text, text, json')}
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
    await this.insert(tx, encodeEvents(events));
  }

  /** `add` of events that are encoded already. */
  async insert(tx: EntityManager, { columns, shards }: EncodedEvents): Promise<void> {
    if (shards.length > 0) await tx.query(INSERT, [...columns, outboxChannel(this.service), shards]);
  }
}

/** Events as parameters of the statement that adds them. */
export interface EncodedEvents {
  readonly columns: readonly string[];
  /** Whose relays have to be woken. */
  readonly shards: readonly string[];
}

/** Encodes events for `Outbox.insert`, for callers that do it while they wait for something else. */
export function encodeEvents(events: readonly CloudEvent[]): EncodedEvents {
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
  return {
    columns: [plainArray(shards), textArray(topics), textArray(keys), textArray(headers), jsonArray(payloads)],
    shards: [...new Set(shards)].map(String),
  };
}

/** Null stands for the one header of structured mode, which nearly every row has: it is not worth storing. */
function headersText(headers: Record<string, string>): string | null {
  const structured = headers['content-type'] === CLOUDEVENT_CONTENT_TYPE && Object.keys(headers).length === 1;
  return structured ? null : JSON.stringify(headers);
}
