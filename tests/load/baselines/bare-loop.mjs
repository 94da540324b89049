// The yardstick: what kafkajs can do at all. Consumes one topic and produces each value to another, chunks of <= 500, acks=all.
// Runs as a process of its own, as routing does: node bare-loop.mjs BROKERS GROUP FROM TO
import { Kafka, logLevel } from 'kafkajs';

const [brokers, groupId, from, to] = process.argv.slice(2);
const kafka = new Kafka({ brokers: brokers.split(','), clientId: 'bare-loop', logLevel: logLevel.ERROR });
const producer = kafka.producer();
const consumer = kafka.consumer({ groupId, maxBytesPerPartition: 4 * 1024 * 1024 });

await producer.connect();
await consumer.connect();
await consumer.subscribe({ topic: from, fromBeginning: true });
await consumer.run({
  eachBatchAutoResolve: false,
  partitionsConsumedConcurrently: 4,
  eachBatch: async ({ batch, resolveOffset, heartbeat, commitOffsetsIfNecessary }) => {
    for (let start = 0; start < batch.messages.length; start += 500) {
      const chunk = batch.messages.slice(start, start + 500);
      await producer.send({ topic: to, acks: -1, messages: chunk.map(({ key, value }) => ({ key, value })) });
      resolveOffset(chunk[chunk.length - 1].offset);
      await heartbeat();
      await commitOffsetsIfNecessary();
    }
  },
});

// Leaves the group: the next one of it would have to wait until the broker misses this one.
process.once('SIGTERM', async () => {
  await consumer.disconnect();
  await producer.disconnect();
  process.exit(0);
});
