import { Kafka, logLevel } from 'kafkajs';
import { consumerGroup, consumers } from '@switchboard/contracts';
import type { ConsumerName } from '@switchboard/contracts';
import type { KafkaBrokerOptions } from '..';
import { kafkaBrokers, randomName } from './test-app.support.spec';

export const kafkaOptions = (): KafkaBrokerOptions => ({
  brokers: kafkaBrokers(),
  clientId: 'messaging-spec',
  namespace: `${randomName('t')}.`,
});

/** kafkajs itself, to look at the broker from outside. */
export const bareKafka = (): Kafka =>
  new Kafka({ clientId: 'spec', brokers: kafkaBrokers(), logLevel: logLevel.NOTHING });

export async function deleteTopics(used: readonly KafkaBrokerOptions[]): Promise<void> {
  const admin = bareKafka().admin();
  await admin.connect();
  const namespaces = used.map(({ namespace }) => namespace ?? '');
  const topics = (await admin.listTopics()).filter((topic) => namespaces.some((prefix) => topic.startsWith(prefix)));
  if (topics.length > 0) await admin.deleteTopics({ topics });
  await admin.disconnect();
}

/** Lets the groups begin at what is produced from now on, which is quicker than new topics for each test. */
export async function skipToEnd(options: KafkaBrokerOptions, names: readonly ConsumerName[]): Promise<void> {
  const namespace = options.namespace ?? '';
  const admin = bareKafka().admin();
  await admin.connect();
  for (const name of names) {
    for (const topic of consumers[name].topics) {
      const ends = await admin.fetchTopicOffsets(namespace + topic);
      const partitions = ends.map(({ partition, high }) => ({ partition, offset: high }));
      await admin.setOffsets({ groupId: consumerGroup(name, namespace), topic: namespace + topic, partitions });
    }
  }
  await admin.disconnect();
}
