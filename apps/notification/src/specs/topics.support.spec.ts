import { encodeEvent, topicOf, type CloudEvent, type EventData, type TopicName } from '@switchboard/contracts';
import type { KafkaBrokerOptions } from '@switchboard/messaging';
// oxlint-disable-next-line no-restricted-imports -- the broker has to be seen from outside here
import { type Admin, type Consumer, Kafka, logLevel, type Producer } from 'kafkajs';

/** The broker seen from outside: other services' events go in, those of notification come out. */
export class Topics {
  private readonly kafka: Kafka;
  private readonly producer: Producer;
  private readonly admin: Admin;
  private consumer: Consumer | undefined;
  private readonly seen: CloudEvent[] = [];

  constructor(private readonly o: KafkaBrokerOptions) {
    this.kafka = new Kafka({ clientId: 'spec', brokers: o.brokers, logLevel: logLevel.NOTHING });
    this.producer = this.kafka.producer();
    this.admin = this.kafka.admin();
  }

  async open(...watched: TopicName[]): Promise<void> {
    await Promise.all([this.producer.connect(), this.admin.connect()]);
    if (watched.length === 0) return;
    this.consumer = this.kafka.consumer({ groupId: `${this.o.namespace}spec` });
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: watched.map((topic) => this.name(topic)), fromBeginning: true });
    await this.consumer.run({
      eachMessage: ({ message }) => {
        this.seen.push(JSON.parse(String(message.value)) as CloudEvent);
        return Promise.resolve();
      },
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.producer.disconnect(), this.consumer?.disconnect()]);
    const topics = (await this.admin.listTopics()).filter((name) => name.startsWith(this.o.namespace ?? ''));
    await this.admin.deleteTopics({ topics });
    await this.admin.disconnect();
  }

  async publish(...events: CloudEvent[]): Promise<void> {
    const topicMessages = events.map((event) => ({
      topic: this.name(topicOf(event)),
      messages: [{ key: event.partitionkey, ...encodeEvent(event) }],
    }));
    await this.producer.sendBatch({ topicMessages });
  }

  /** What was announced of an agent: connected or not, with the version, as it came. */
  presenceOf(agentId: string): [boolean, number][] {
    return this.dataOf('agent.presence')
      .filter((data) => data.agentId === agentId)
      .map((data) => [data.connected, data.version]);
  }

  dataOf<T extends TopicName>(topic: T): EventData<T>[] {
    return this.seen.filter((event) => event.type === `${topic}.v1`).map((event) => event.data as EventData<T>);
  }

  private name(topic: TopicName): string {
    return `${this.o.namespace ?? ''}${topic}`;
  }
}
