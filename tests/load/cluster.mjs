// What a measurement needs of Kafka: topics of its own, messages in, and how many have come out.
import { Kafka, logLevel } from 'kafkajs';
import { randomBytes } from 'node:crypto';
import { ensureTopics } from '@switchboard/messaging';
import { setTimeout as sleep } from 'node:timers/promises';

const SEND_AT_ONCE = 2_000;

/**
 * A namespace of its own with all declared topics on the cluster.
 * @param {string} brokers comma-separated addresses
 */
export async function openCluster(brokers) {
  const kafka = new Kafka({ brokers: brokers.split(','), clientId: 'bench', logLevel: logLevel.NOTHING });
  const namespace = `bench-${randomBytes(4).toString('hex')}.`;
  const topic = (name) => namespace + name;
  await ensureTopics({ brokers: brokers.split(','), clientId: 'bench', namespace });
  const admin = kafka.admin();
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  await Promise.all([admin.connect(), producer.connect()]);
  const ends = (name) => admin.fetchTopicOffsets(topic(name));

  return {
    kafka,
    namespace,
    topic,
    /** How many messages were ever written to the topic. */
    written: async (name) => (await ends(name)).reduce((sum, { high }) => sum + Number(high), 0),
    /** Sends in chunks, so that half a million messages do not stand in one request. */
    async send(name, messages) {
      for (let start = 0; start < messages.length; start += SEND_AT_ONCE) {
        await producer.send({ topic: topic(name), acks: -1, messages: messages.slice(start, start + SEND_AT_ONCE) });
      }
    },
    /** Puts an idle group at the beginning of a topic, or at its end. */
    async place(groupId, name, where) {
      const offsets = (await ends(name)).map(({ partition, high }) => ({
        partition,
        offset: where === 'end' ? high : '0',
      }));
      for (let tries = 50; ; tries--) {
        try {
          return await admin.setOffsets({ groupId, topic: topic(name), partitions: offsets });
        } catch (error) {
          // The broker needs a moment to see that the last member has left.
          if (tries === 0) throw error;
          await sleep(200);
        }
      }
    },
    async close() {
      const topics = (await admin.listTopics()).filter((name) => name.startsWith(namespace));
      await admin.deleteTopics({ topics }).catch(() => undefined); // the broker is the bench's own as a rule
      await Promise.all([admin.disconnect(), producer.disconnect()]);
    },
  };
}

/**
 * Messages a second that come out of a topic, after `warmUp` seconds from the first one, over `seconds` or until `expected`
 * have come. Rejects when nothing more comes for a minute. `onStart`: what is to be done when the warm-up is over.
 */
export async function outputRate(cluster, name, { from, expected, warmUp, seconds, onStart }) {
  const written = async () => ({ count: (await cluster.written(name)) - from, at: performance.now() });
  let first;
  let start;
  let last = await written();
  let moved = last.at;
  for (;;) {
    const now = await written();
    if (now.count > last.count) moved = now.at;
    if (now.count > 0) first ??= now;
    if (!start && first && now.at - first.at >= warmUp * 1000) {
      await onStart();
      start = now;
    }
    const over = now.count >= expected || (start && now.at - start.at >= seconds * 1000);
    if (over && start && now.at > start.at)
      return { rate: ((now.count - start.count) * 1000) / (now.at - start.at), count: now.count };
    if (over) throw new Error(`${name}: all ${expected} messages came out before the warm-up was over`);
    if (now.at - moved > 60_000) throw new Error(`${name}: ${now.count} of ${expected}, then nothing for 60 s`);
    last = now;
    await sleep(25);
  }
}
