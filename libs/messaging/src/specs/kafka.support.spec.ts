import { Kafka, logLevel } from 'kafkajs';
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
