import { declaredTopics } from '@switchboard/contracts';
import { type Admin, Kafka, logLevel } from 'kafkajs';
import { randomBytes } from 'node:crypto';
import type { PublishedRecord } from './evidence';

/** Reads every record of all topics of a namespace, from the beginning to where they end at the moment of asking. */
export async function readTopics(brokers: string[], namespace: string): Promise<PublishedRecord[]> {
  const kafka = new Kafka({ clientId: 'checker', brokers, logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const ours = new Set(Object.keys(declaredTopics()).map((topic) => namespace + topic));
    const existing = await admin.listTopics();
    const ends = await endsOf(
      admin,
      existing.filter((topic) => ours.has(topic)),
    );
    return await readUntil(kafka, ends, namespace);
  } finally {
    await admin.disconnect();
  }
}

/** `topic partition` → the offset after its last record; those that hold none are left out. */
async function endsOf(admin: Admin, topics: readonly string[]): Promise<Map<string, number>> {
  const ends = new Map<string, number>();
  for (const topic of topics) {
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
      if (Number(high) > Number(low)) ends.set(`${topic} ${partition}`, Number(high));
    }
  }
  return ends;
}

async function readUntil(kafka: Kafka, ends: Map<string, number>, namespace: string): Promise<PublishedRecord[]> {
  if (ends.size === 0) return [];
  const records: PublishedRecord[] = [];
  const open = new Set(ends.keys());
  const consumer = kafka.consumer({ groupId: `${namespace}checker-${randomBytes(5).toString('hex')}` });
  await consumer.connect();
  const topics = [...new Set([...ends.keys()].map((key) => key.split(' ')[0] as string))];
  await consumer.subscribe({ topics, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => !payload.restart && reject(payload.error));
    const eachBatch: Parameters<typeof consumer.run>[0] = {
      autoCommit: false,
      eachBatch: ({ batch }) => {
        const { topic, partition } = batch;
        const end = ends.get(`${topic} ${partition}`) ?? 0;
        for (const { offset, key, value } of batch.messages) {
          if (Number(offset) >= end) break;
          const text = { key: key?.toString(), value: value?.toString() };
          records.push({ topic: topic.slice(namespace.length), partition, offset: Number(offset), ...text });
        }
        // A batch may end with records that carry nothing (markers), so its own last offset is what counts.
        if (Number(batch.lastOffset()) + 1 >= end) open.delete(`${topic} ${partition}`);
        if (open.size === 0) resolve();
        return Promise.resolve();
      },
    };
    consumer.run(eachBatch).catch(reject);
  }).finally(() => consumer.disconnect());
  return records;
}
