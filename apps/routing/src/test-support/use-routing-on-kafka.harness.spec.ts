import { Logger } from '@nestjs/common';
import { type CloudEvent, encodeEvent, topicOf } from '@switchboard/contracts';
import { ensureTopics, KafkaBroker, type KafkaBrokerOptions } from '@switchboard/messaging';
import { type Collector, kafkaBrokers, KafkaTestClient, testNamespace } from '@switchboard/testing';
import { type UsedRouting, useRouting } from './use-routing.harness.spec';

/** A running service on Kafka for the specs of a file, and the broker as others see it. */
export interface RoutingOnKafka {
  readonly routing: UsedRouting;
  readonly kafka: KafkaTestClient;
  /** What has come on the watched topics. */
  readonly seen: Collector;
  /** The topic's full name. */
  topic(name: string): string;
  /** Events of one topic in one request, under this key whoever they are about: in this order, most in one batch. */
  produce(events: readonly CloudEvent[], key: string): Promise<void>;
}

/** @param watched topics, without the namespace */
export function useRoutingOnKafka(...watched: string[]): RoutingOnKafka {
  const namespace = testNamespace();
  const topic = (name: string) => namespace + name;
  const options = (): KafkaBrokerOptions => ({ brokers: kafkaBrokers(), clientId: 'routing-spec', namespace });
  let kafka: KafkaTestClient;
  let seen: Collector;

  beforeAll(async () => {
    Logger.overrideLogger(['error']);
    await ensureTopics(options());
  }, 120_000);
  const routing = useRouting(() => new KafkaBroker(options()));
  beforeAll(async () => {
    kafka = new KafkaTestClient();
    seen = await kafka.collect(...watched.map(topic));
  }, 60_000);
  afterAll(() => kafka.close(namespace), 60_000);

  return {
    routing,
    get kafka() {
      return kafka;
    },
    get seen() {
      return seen;
    },
    topic,
    produce: async ([first, ...others], key) => {
      if (!first) return;
      const messages = [first, ...others].map((event) => ({ key, ...encodeEvent(event) }));
      await kafka.produce(topic(topicOf(first)), ...messages);
    },
  };
}
