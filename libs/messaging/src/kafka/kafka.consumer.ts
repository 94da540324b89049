import { Logger } from '@nestjs/common';
import { consumerGroup, consumers } from '@switchboard/contracts';
import type { ConsumerName, TopicName } from '@switchboard/contracts';
import type { Consumer, ConsumerRunConfig, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import type { ServiceLink } from '../broker';
import { CHUNK_SIZE, ChunkRunner } from '../consuming/chunk-runner';
import type { ConsumerHandler } from '../message';
import { countFailure, showLag } from '../messaging.metrics';
import type { ReceivedRecord } from '../received';
import { PartitionBackOff } from './partition-back-off';

const BEAT_MS = 3_000;
/** What a killed instance had waits for so long before another one takes it: three beats may be missed. */
const SESSION_MS = 10_000;

export interface KafkaConsumerOptions {
  kafka: Kafka;
  name: ConsumerName;
  link: ServiceLink;
  handler: ConsumerHandler;
  namespace: string;
  concurrency: number;
  onFatal: (error: Error) => void;
}

/** One consumer of contracts: its own kafkajs consumer and group, so that a slow one holds up no other (#1732). */
export class KafkaConsumer {
  private readonly logger = new Logger('Consumer');
  private readonly consumer: Consumer;
  private readonly backOff = new PartitionBackOff();
  private joined = false;

  constructor(private readonly o: KafkaConsumerOptions) {
    this.consumer = o.kafka.consumer({
      groupId: consumerGroup(o.name, o.namespace),
      sessionTimeout: SESSION_MS,
      heartbeatInterval: BEAT_MS,
      // A fetch in flight does not notice that a partition has been resumed: wait no longer than this for nothing.
      maxWaitTimeInMs: 500,
      maxBytesPerPartition: 1_048_576,
      retry: { initialRetryTime: 100, maxRetryTime: 5_000, retries: 5, restartOnFailure: () => Promise.resolve(true) },
    });
    this.consumer.on('consumer.group_join', () => {
      this.joined = true;
    });
    this.consumer.on('consumer.crash', ({ payload }) => {
      this.joined = false;
      if (!payload.restart) o.onFatal(new Error(`Consumer ${o.name} has crashed: ${payload.error.message}`));
    });
  }

  /** Resolves when the group has been joined. */
  async start(): Promise<void> {
    const { topics } = consumers[this.o.name];
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: topics.map((t) => this.o.namespace + t), fromBeginning: true });
    const run: ConsumerRunConfig = {
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: this.o.concurrency,
      eachBatch: (payload) => this.eachBatch(payload),
    };
    await this.consumer.run(run);
  }

  /** Finishes the chunk in flight, commits its offsets and leaves the group. */
  async stop(): Promise<void> {
    this.joined = false;
    this.backOff.cancel();
    await this.consumer.disconnect();
  }

  assertJoined(): void {
    if (!this.joined) throw new Error(`consumer ${this.o.name} has not joined its group`);
  }

  /** Only errors of kafkajs itself (heartbeat, offset commit) leave this: they make it join its group again. */
  private async eachBatch(payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const topic = batch.topic.slice(this.o.namespace.length) as TopicName;
    const runner = new ChunkRunner(this.o.name, this.o.link, this.o.handler, {
      committed: (records) => payload.resolveOffset(records[records.length - 1]?.offset ?? batch.firstOffset() ?? '0'),
    });
    for (let from = 0; from < batch.messages.length; from += CHUNK_SIZE) {
      if (!payload.isRunning() || payload.isStale()) return;
      const messages = batch.messages.slice(from, from + CHUNK_SIZE);
      try {
        await beating(payload, () => runner.run(messages.map((m) => toRecord(topic, batch.partition, m))));
      } catch (error) {
        this.pause(payload, error);
        return;
      }
      this.backOff.succeeded(batch);
      await payload.heartbeat();
      await payload.commitOffsetsIfNecessary(payload.uncommittedOffsets());
    }
    showLag(this.o.name, topic, batch.partition, Number(batch.offsetLag()));
  }

  /** Nothing is acknowledged: the partition goes on later from the first record that has not been committed. */
  private pause(payload: EachBatchPayload, error: unknown): void {
    countFailure(this.o.name);
    const { topic, partition } = payload.batch;
    const delay = this.backOff.pause(payload.batch, payload.pause());
    const reason = error instanceof Error ? error.message : String(error);
    this.logger.warn(`${this.o.name}: ${topic} ${partition} pauses for ${delay} ms: ${reason}`);
  }
}

/** Keeps the membership while a long transaction runs; a rebalance shows itself at the next heartbeat after it. */
async function beating(payload: EachBatchPayload, work: () => Promise<void>): Promise<void> {
  const timer = setInterval(() => void payload.heartbeat().catch(() => undefined), BEAT_MS);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
}

function toRecord(topic: TopicName, partition: number, message: KafkaMessage): ReceivedRecord {
  const { offset, key, value, headers } = message;
  return { topic, partition, offset, key, value, headers: headers ?? {} };
}
