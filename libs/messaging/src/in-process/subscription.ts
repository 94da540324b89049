import { Logger } from '@nestjs/common';
import { CLOUDEVENT_CONTENT_TYPE } from '@switchboard/contracts';
import type { ConsumerName, ServiceName, TopicName } from '@switchboard/contracts';
import { isDatabaseAway } from '@switchboard/persistence';
import type { ServiceLink } from '../broker';
import { CHUNK_SIZE, ChunkRunner } from '../consuming/chunk-runner';
import { headersFromText } from '../headers-text';
import type { ConsumerHandler } from '../message';
import { countFailure } from '../messaging.metrics';
import type { OutboxRow } from '../outbox/outbox-row';
import type { ReceivedRecord } from '../received';
import { Signal } from '../signal';
import { Acknowledgements } from './acknowledgements';
import { KeyBackOff } from './key-back-off';

/** In dead letters: where a record came from that was in no partition. */
const NO_PARTITION = -1;
const STRUCTURED = { 'content-type': CLOUDEVENT_CONTENT_TYPE };

export interface SubscriptionOptions {
  from: ServiceName;
  consumer: ConsumerName;
  link: ServiceLink;
  handler: ConsumerHandler;
  /** Called after the commit with the outbox rows that the consumer now has. */
  acknowledged: (consumer: ConsumerName, ids: readonly string[]) => void;
}

/** What one consumer has yet to get from the outbox of one service, in order; a failing key waits, others go on. */
export class Subscription {
  private readonly logger = new Logger('Consumer');
  readonly acknowledgements: Acknowledgements;
  private readonly runner: ChunkRunner;
  private readonly backOff = new KeyBackOff();
  private readonly wake = new Signal();
  private queue = new Map<string, ReceivedRecord>();
  private stopped = false;

  constructor(private readonly o: SubscriptionOptions) {
    this.acknowledgements = new Acknowledgements(o.from, o.consumer, o.link);
    this.runner = new ChunkRunner(o.consumer, o.link, o.handler, {
      acknowledge: (tx, records) => this.acknowledgements.add(tx, records),
      committed: (records) => this.committed(records),
    });
  }

  add(row: OutboxRow): void {
    this.queue.set(row.id, toRecord(row));
    this.wake.give();
  }

  /** Delivers until stopped; the chunk in flight is finished. */
  async run(): Promise<void> {
    while (!this.stopped) {
      const chunk = this.next();
      if (chunk.length > 0) await this.deliver(chunk);
      else await this.wake.wait(this.queue.size > 0 ? this.backOff.untilNext() : 60_000);
    }
  }

  stop(): void {
    this.stopped = true;
    this.wake.interrupt();
  }

  /** The oldest records whose key is not waiting. */
  private next(): ReceivedRecord[] {
    const chunk: ReceivedRecord[] = [];
    for (const record of this.queue.values()) {
      if (chunk.length === CHUNK_SIZE) break;
      if (!this.backOff.waits(keyOf(record))) chunk.push(record);
    }
    return chunk;
  }

  /**
   * When a chunk of several keys fails, its halves are tried, until it is known which keys have to wait; not while the
   * database is away, as nothing can work then.
   */
  private async deliver(chunk: readonly ReceivedRecord[]): Promise<void> {
    try {
      await this.runner.run(chunk);
    } catch (error) {
      const rest = chunk.filter((record) => this.queue.has(record.offset));
      const keys = [...new Set(rest.map(keyOf))];
      if (keys.length < 2 || isDatabaseAway(error)) return this.pause(keys, error);
      const first = new Set(keys.slice(0, Math.ceil(keys.length / 2)));
      await this.deliver(rest.filter((record) => first.has(keyOf(record))));
      await this.deliver(rest.filter((record) => !first.has(keyOf(record))));
    }
  }

  private committed(records: readonly ReceivedRecord[]): void {
    for (const record of records) {
      this.queue.delete(record.offset);
      this.backOff.succeeded(keyOf(record));
    }
    this.o.acknowledged(
      this.o.consumer,
      records.map(({ offset }) => offset),
    );
  }

  private pause(keys: readonly string[], error: unknown): void {
    countFailure(this.o.consumer);
    const delay = Math.max(0, ...keys.map((key) => this.backOff.failed(key)));
    const reason = error instanceof Error ? error.message : String(error);
    this.logger.warn(`${this.o.consumer}: ${keys.length} key(s) wait for ${delay} ms: ${reason}`);
  }
}

const keyOf = (record: ReceivedRecord): string => `${record.topic} ${record.key?.toString('latin1') ?? ''}`;

function toRecord(row: OutboxRow): ReceivedRecord {
  return {
    topic: row.topic as TopicName,
    partition: NO_PARTITION,
    offset: row.id,
    key: row.key === null ? row.raw_key : Buffer.from(row.key),
    value: row.payload === null ? row.raw : Buffer.from(row.payload),
    headers: row.headers === null ? STRUCTURED : headersFromText(row.headers),
  };
}
