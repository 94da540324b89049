import { type Consumer, Kafka, logLevel, type Message, type Producer } from 'kafkajs';
import { randomBytes } from 'node:crypto';
import { kafkaBrokers } from './addresses';
import { eventually } from './eventually';

/** A record as a foreign client sees it. */
export interface SeenRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string | undefined;
  /** undefined: a null value (tombstone). */
  readonly value: string | undefined;
  readonly headers: Record<string, string>;
}

/** The records of some topics as they come. */
export interface Collector {
  readonly records: readonly SeenRecord[];
  /** Waits until so many records pass the filter and gives them. */
  waitFor(count: number, filter?: (record: SeenRecord) => boolean, timeoutMs?: number): Promise<SeenRecord[]>;
  stop(): Promise<void>;
}

/** A member of somebody's group that has partitions and reads nothing, like an instance that has died unnoticed. */
export interface DeadMember {
  /** Those of the topic that it holds; none before it has joined. */
  partitionsOf(topic: string): readonly number[];
  leave(): Promise<void>;
}

/** Plain kafkajs, to look at Switchboard from outside. Namespaces are the caller's business: topics are full names. */
export class KafkaTestClient {
  private readonly kafka = new Kafka({ clientId: 'test', brokers: kafkaBrokers(), logLevel: logLevel.NOTHING });
  private readonly collectors: Collector[] = [];
  private producer?: Promise<Producer>;

  /** Creates plain topics with this many partitions, for tests of the client itself; ours come by `ensureTopics`. */
  async createTopics(topics: string[], numPartitions = 1): Promise<void> {
    await this.withAdmin(async (admin) => {
      // kafkajs' own waiting gives up at the first "not here yet" of a busy broker.
      await admin.createTopics({ topics: topics.map((topic) => ({ topic, numPartitions })), waitForLeaders: false });
      for (const topic of topics) await eventually(() => admin.fetchTopicOffsets(topic), { timeoutMs: 60_000 });
    });
  }

  /** Produces with acks=all. */
  async produce(topic: string, ...messages: Message[]): Promise<void> {
    const producer = await (this.producer ??= this.connectProducer());
    await producer.send({ topic, messages, acks: -1 });
  }

  /** Reads topics from their beginning in a group of its own. */
  async collect(...topics: string[]): Promise<Collector> {
    const consumer = this.kafka.consumer({ groupId: `test-${randomBytes(5).toString('hex')}` });
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning: true });
    const records: SeenRecord[] = [];
    await consumer.run({
      autoCommit: false,
      eachMessage: ({ topic, partition, message }) => {
        const { offset, key, value } = message;
        const text = (bytes: Buffer | null): string | undefined => bytes?.toString();
        records.push({ topic, partition, offset, key: text(key), value: text(value), headers: texts(message.headers) });
        return Promise.resolve();
      },
    });
    const collector = collectorOf(records, consumer);
    this.collectors.push(collector);
    return collector;
  }

  /** Joins a group and keeps from it whatever comes to the partitions that it is given. */
  async joinDead(groupId: string, ...topics: string[]): Promise<DeadMember> {
    const consumer = this.kafka.consumer({ groupId });
    let held: Record<string, number[]> = {};
    let leave = (): void => undefined;
    const left = new Promise<void>((resolve) => (leave = resolve));
    consumer.on('consumer.group_join', ({ payload }) => (held = payload.memberAssignment));
    await consumer.connect();
    await consumer.subscribe({ topics, fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch: () => left });
    return {
      partitionsOf: (topic) => held[topic] ?? [],
      leave: async () => {
        leave();
        await consumer.disconnect();
      },
    };
  }

  /** Deletes a test's topics and disconnects everything. */
  async close(namespace?: string): Promise<void> {
    await Promise.all(this.collectors.map((collector) => collector.stop()));
    await (await this.producer)?.disconnect();
    if (!namespace) return;
    await this.withAdmin(async (admin) => {
      const topics = (await admin.listTopics()).filter((topic) => topic.startsWith(namespace));
      if (topics.length > 0) await admin.deleteTopics({ topics });
    });
  }

  private async connectProducer(): Promise<Producer> {
    const producer = this.kafka.producer({ allowAutoTopicCreation: false });
    await producer.connect();
    return producer;
  }

  private async withAdmin<T>(work: (admin: ReturnType<Kafka['admin']>) => Promise<T>): Promise<T> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }
}

function collectorOf(records: SeenRecord[], consumer: Consumer): Collector {
  return {
    records,
    stop: () => consumer.disconnect(),
    waitFor: (count, filter = () => true, timeoutMs = 15_000) =>
      eventually(
        () => {
          const found = records.filter(filter);
          if (found.length < count) throw new Error(`${found.length} of ${count} records (${records.length} seen)`);
          return found;
        },
        { timeoutMs },
      ),
  };
}

function texts(headers: Message['headers'] = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
