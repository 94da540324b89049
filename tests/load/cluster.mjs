// What a measurement needs of Kafka: topics, messages in, and how many have come out.
import { Kafka, logLevel } from 'kafkajs';

/** @param {string} brokers comma-separated addresses */
export async function connect(brokers) {
  const kafka = new Kafka({ brokers: brokers.split(','), clientId: 'bench', logLevel: logLevel.ERROR });
  const admin = kafka.admin();
  const producer = kafka.producer();
  await Promise.all([admin.connect(), producer.connect()]);

  /** Messages in a topic: the sum of its partitions' ends (topics of a run are new and nothing expires in it). */
  const count = async (topic) => {
    const offsets = await admin.fetchTopicOffsets(topic);
    return offsets.reduce((sum, { high, low }) => sum + Number(high) - Number(low), 0);
  };

  return {
    admin,
    count,
    /** Sends in chunks, so that half a million messages do not stand in one request. */
    async send(topic, messages, onProgress = () => {}) {
      for (let start = 0; start < messages.length; start += 2000) {
        await producer.send({ topic, acks: -1, messages: messages.slice(start, start + 2000) });
        onProgress(Math.min(start + 2000, messages.length));
      }
    },
    /**
     * Messages a second between the first that came out and the `expected`-th, over `topicNames` together.
     * Rejects when nothing more comes out for a minute.
     */
    async outputRate(topicNames, expected, onProgress) {
      let first;
      let last = { at: performance.now(), done: 0 };
      for (;;) {
        const counts = await Promise.all(topicNames.map(count));
        const done = counts.reduce((a, b) => a + b, 0);
        const at = performance.now();
        onProgress(done);
        if (done > 0) first ??= { at, done };
        if (done >= expected) return ((done - first.done) / (at - first.at)) * 1000;
        if (done > last.done) last = { at, done };
        if (at - last.at > 60_000)
          throw new Error(`${topicNames}: ${done} of ${expected} came out, then nothing for 60 s`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async close() {
      await Promise.all([admin.disconnect(), producer.disconnect()]);
    },
  };
}
