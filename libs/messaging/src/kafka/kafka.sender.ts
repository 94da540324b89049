import { CLOUDEVENT_CONTENT_TYPE } from '@switchboard/contracts';
import type { Message as KafkaMessage, Producer, TopicMessages } from 'kafkajs';
import { headersFromText } from '../headers-text';
import type { OutboxRow, RefusedRow } from '../outbox/outbox-row';

const ALL_IN_SYNC_REPLICAS = -1;
const STRUCTURED = { 'content-type': CLOUDEVENT_CONTENT_TYPE };

/** What a broker says of the record itself: the same bytes will never be taken. All else may pass when tried again. */
const FINAL = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'INVALID_TIMESTAMP',
  'INVALID_TOPIC_EXCEPTION',
]);

/** Publishes outbox rows with acks=all. */
export class KafkaSender {
  constructor(
    private readonly producer: Producer,
    private readonly namespace: string,
  ) {}

  /**
   * Resolves when the broker holds all rows but the refused ones, which are found by halving: a refusal names no
   * record. Halves that were already stored are then stored again, which consumers expect.
   */
  async send(rows: readonly OutboxRow[]): Promise<readonly RefusedRow[]> {
    try {
      await this.producer.sendBatch({ acks: ALL_IN_SYNC_REPLICAS, topicMessages: this.byTopic(rows) });
      return [];
    } catch (error) {
      const reason = finalReason(error);
      const first = rows[0];
      if (reason === undefined || first === undefined) throw error;
      if (rows.length === 1) return [{ id: first.id, topic: first.topic, reason }];
      const middle = Math.ceil(rows.length / 2);
      const refused = await this.send(rows.slice(0, middle));
      return [...refused, ...(await this.send(rows.slice(middle)))];
    }
  }

  private byTopic(rows: readonly OutboxRow[]): TopicMessages[] {
    const topics = new Map<string, KafkaMessage[]>();
    for (const row of rows) {
      let messages = topics.get(row.topic);
      if (messages === undefined) topics.set(row.topic, (messages = []));
      messages.push(toMessage(row));
    }
    return [...topics].map(([topic, messages]) => ({ topic: this.namespace + topic, messages }));
  }
}

function toMessage(row: OutboxRow): KafkaMessage {
  return {
    key: row.key ?? row.raw_key,
    value: row.payload ?? row.raw,
    headers: row.headers === null ? STRUCTURED : headersFromText(row.headers),
  };
}

function finalReason(error: unknown): string | undefined {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const { type } = cause as { type?: unknown };
    if (typeof type === 'string' && FINAL.has(type)) return type;
  }
  return undefined;
}
