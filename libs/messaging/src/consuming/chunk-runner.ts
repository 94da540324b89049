import { Logger } from '@nestjs/common';
import { consumers, decodeEvent, topics } from '@switchboard/contracts';
import type { ConsumerName } from '@switchboard/contracts';
import type { EntityManager } from 'typeorm';
import type { ServiceLink } from '../broker';
import { bury } from '../dead-letters/bury';
import type { ConsumerHandler } from '../message';
import { countDeadLetters, countMessages } from '../messaging.metrics';
import { ReceivedMessage, type ReceivedRecord, type RefusedRecord, Tombstone } from '../received';
import { admit, forget } from './inbox';
import { poisonReason } from './poison';
import { ReceivedBatch } from './received-batch';

/** Most records of one transaction: it bounds how long a team stays locked (routing.md). */
export const CHUNK_SIZE = 500;

/**
 * While a chunk waits for one lock it holds those it has: rather than for as long as the holder likes, which may be half a
 * minute, it lets go of all and comes back. Locks are held some 14 ms, so one that is merely behind others gets its turn.
 */
const LOCK_TIMEOUT_MS = 2_000;

/** A record after decoding: a message, or the reason why it is none. Decoded once, however often it is tried. */
export type Item = ReceivedMessage | RefusedRecord | Tombstone;

export interface ChunkHooks {
  /** Runs in the transaction that holds the effect of these records, dead letters included. */
  acknowledge?(tx: EntityManager, records: readonly ReceivedRecord[]): Promise<void>;
  /** Runs after each commit, with the records it covered, in order. What it throws leaves `run`. */
  committed?(records: readonly ReceivedRecord[]): void;
}

/** Takes chunks of records through one consumer's handler, one transaction each. Both brokers use it. */
export class ChunkRunner {
  private readonly logger = new Logger('Consumer');
  private readonly hasInbox: boolean;

  constructor(
    readonly consumer: ConsumerName,
    private readonly link: ServiceLink,
    private readonly handler: ConsumerHandler,
    private readonly hooks: ChunkHooks = {},
  ) {
    this.hasInbox = consumers[consumer].inbox;
  }

  /**
   * Processes the records in order. A poisonous chunk is bisected until the one bad message is alone and buried; the
   * good ones around it are processed. Rejects with the first transient error: what was committed until then has been
   * reported to `committed`, the rest has left no trace.
   */
  async run(records: readonly ReceivedRecord[]): Promise<void> {
    await this.bisect(records.map(decode));
  }

  private async bisect(items: readonly Item[]): Promise<void> {
    try {
      await this.transact(items);
    } catch (error) {
      const reason = poisonReason(error);
      if (reason === undefined) throw error;
      const middle = Math.ceil(items.length / 2);
      if (items.length > 1) {
        await this.bisect(items.slice(0, middle));
        return await this.bisect(items.slice(middle));
      }
      await this.transact(items.map((item) => ({ record: recordOf(item), ...reason })));
    }
  }

  private async transact(items: readonly Item[]): Promise<void> {
    const records = items.map(recordOf);
    const work = async (tx: EntityManager): Promise<ReceivedBatch> => {
      const done = await this.handle(tx, items);
      await this.hooks.acknowledge?.(tx, records);
      return done;
    };
    const batch = await this.link.transactions.run(work, { lockTimeoutMs: LOCK_TIMEOUT_MS });
    countMessages(this.consumer, items.length);
    for (const { code, record } of batch.refused) {
      countDeadLetters(this.consumer, 1);
      this.logger.warn(
        `${this.consumer}: ${record.topic} ${record.partition}:${record.offset} is a dead letter, ${code}`,
      );
    }
    this.runAfterCommit(batch);
    this.hooks.committed?.(records);
  }

  private async handle(tx: EntityManager, items: readonly Item[]): Promise<ReceivedBatch> {
    const received = items.filter((item) => item instanceof ReceivedMessage);
    const messages = this.hasInbox ? await admit(tx, this.consumer, received) : received;
    const batch = new ReceivedBatch(messages, tx);
    if (messages.length > 0) await this.handler(batch);
    if (this.hasInbox) await forget(tx, this.consumer, batch.refusedMessages);
    if (received.length < items.length) batch.refused.push(...items.filter(isRefused));
    await bury(tx, this.consumer, batch.refused);
    return batch;
  }

  private runAfterCommit(batch: ReceivedBatch): void {
    for (const fn of batch.onCommit) {
      try {
        fn();
      } catch (error) {
        this.logger.error(`${this.consumer}: after commit: ${error instanceof Error ? error.message : 'unknown'}`);
      }
    }
  }
}

/** The message in a record, or why there is none. */
export function decode(record: ReceivedRecord): Item {
  if (record.value === null && topics[record.topic].cleanup === 'compact') return new Tombstone(record);
  const decoded = decodeEvent(record.topic, record);
  if (decoded.ok) return new ReceivedMessage(record.topic, decoded.event, record);
  return { record, code: decoded.code, detail: decoded.detail };
}

const isRefused = (item: Item): item is RefusedRecord => 'code' in item;
const recordOf = (item: Item): ReceivedRecord => item.record;
