import { type CloudEvent, encodeEvent, type TopicName, topicOf } from '@switchboard/contracts';
// oxlint-disable-next-line no-restricted-imports -- stands for the systems of others, which know nothing of our library
import { Kafka, logLevel } from 'kafkajs';

/** An upstream and downstream of Switchboard: writes and reads topics with nothing of ours in between. */
export class ForeignClient {
  private readonly kafka: Kafka;
  private readonly producer;
  private readonly consumer;

  constructor(
    brokers: string[],
    private readonly namespace: string,
  ) {
    this.kafka = new Kafka({ brokers, clientId: 'foreign', logLevel: logLevel.NOTHING });
    this.producer = this.kafka.producer();
    this.consumer = this.kafka.consumer({ groupId: `${namespace}foreign` });
  }

  async connect(): Promise<void> {
    await this.producer.connect();
    await this.consumer.connect();
  }

  /** One after the other, each acknowledged before the next. */
  async send(...events: CloudEvent<TopicName>[]): Promise<void> {
    for (const event of events) {
      const messages = [{ key: event.partitionkey, ...encodeEvent(event) }];
      await this.producer.send({ topic: `${this.namespace}${topicOf(event)}`, messages });
    }
  }

  async sendText(topic: TopicName, key: string, value: string): Promise<void> {
    await this.producer.send({ topic: `${this.namespace}${topic}`, messages: [{ key, value }] });
  }

  /** Everything on these topics from their beginning; the list grows as it arrives. */
  async listen(...topics: TopicName[]): Promise<readonly CloudEvent[]> {
    const heard: CloudEvent[] = [];
    await this.consumer.subscribe({ topics: topics.map((topic) => `${this.namespace}${topic}`), fromBeginning: true });
    await this.consumer.run({
      eachMessage: ({ message }) => {
        heard.push(JSON.parse(message.value?.toString() ?? '') as CloudEvent);
        return Promise.resolve();
      },
    });
    return heard;
  }

  /** Also deletes the topics of the namespace. */
  async disconnect(): Promise<void> {
    await this.consumer.disconnect();
    await this.producer.disconnect();
    const admin = this.kafka.admin();
    await admin.connect();
    const topics = (await admin.listTopics()).filter((name) => name.startsWith(this.namespace));
    await admin.deleteTopics({ topics });
    await admin.disconnect();
  }
}
