import { Logger } from '@nestjs/common';
import { consumerGroup, consumers } from '@switchboard/contracts';
import type { ConsumerName } from '@switchboard/contracts';
import type { Admin, Kafka } from 'kafkajs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A group that keeps up has read what was there long before; one that lags is asked about again later. */
const PATIENCE_MS = 3_000;
const POLL_MS = 100;

/** Where a partition ends, and where it begins by now. */
interface End {
  readonly topic: string;
  readonly partition: number;
  readonly low: bigint;
  readonly high: bigint;
}

/**
 * How far consumers have read. Their groups' offsets are committed after the transaction of the effect, so they speak for
 * all instances at once, and for one that has died without a word or a partition that pauses after a failure as well.
 */
export class KafkaPositions {
  private readonly logger = new Logger('Kafka');

  private constructor(
    private readonly admin: Admin,
    private readonly namespace: string,
  ) {}

  static async open(kafka: Kafka, namespace: string): Promise<KafkaPositions> {
    // Who asks can ask again: better no answer now than one in half a minute.
    const admin = kafka.admin({ retry: { initialRetryTime: 100, retries: 2 } });
    await admin.connect();
    return new KafkaPositions(admin, namespace);
  }

  async close(): Promise<void> {
    await this.admin.disconnect();
  }

  /** As `Broker.hasReadAll`. */
  async hasReadAll(consumer: ConsumerName): Promise<boolean> {
    const until = Date.now() + PATIENCE_MS;
    try {
      const ends = await this.endsOf(consumer);
      while (!(await this.hasReached(consumer, ends))) {
        if (Date.now() > until) return false;
        await sleep(POLL_MS);
      }
      return true;
    } catch (error) {
      this.logger.warn(`Nobody can tell how far ${consumer} has read: ${error instanceof Error ? error.message : ''}`);
      return false;
    }
  }

  private async endsOf(consumer: ConsumerName): Promise<End[]> {
    const ends = this.topicsOf(consumer).map(async (topic) => {
      const partitions = await this.admin.fetchTopicOffsets(topic);
      return partitions.map(({ partition, low, high }) => ({ topic, partition, low: BigInt(low), high: BigInt(high) }));
    });
    return (await Promise.all(ends)).flat();
  }

  private async hasReached(consumer: ConsumerName, ends: readonly End[]): Promise<boolean> {
    const groupId = consumerGroup(consumer, this.namespace);
    const read = new Map<string, bigint>();
    for (const { topic, partitions } of await this.admin.fetchOffsets({ groupId, topics: this.topicsOf(consumer) })) {
      for (const { partition, offset } of partitions) read.set(`${topic}:${partition}`, BigInt(offset));
    }
    // What retention has taken away is nobody's to read; a group that has read nothing yet is at -1.
    return ends.every(
      ({ topic, partition, low, high }) => low === high || (read.get(`${topic}:${partition}`) ?? -1n) >= high,
    );
  }

  private topicsOf = (consumer: ConsumerName): string[] =>
    consumers[consumer].topics.map((topic) => this.namespace + topic);
}
