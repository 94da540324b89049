// From request to assignment, Kafka to Kafka, at a quarter of what the whole path can do, beside the bare loop at the same
// rate. Requests are due at fixed instants (an open loop), and each is timed from its instant.
import { setTimeout as sleep } from 'node:timers/promises';
import { openCluster } from '../cluster.mjs';
import { atMost, contest, percentile } from '../contest.mjs';
import { onCopy, prepare } from '../database.mjs';
import { bareLoop, routing } from '../processes.mjs';
import { makeTeams, requestSource, toMessage } from '../workload.mjs';
import { PATH, wholePath, withBeats } from './whole-path.mjs';

const TICK_MS = 5;
const SUBJECT = Buffer.from('"subject":"');
const UUID_LENGTH = 36;

/** Notes when each chat's message comes out of `chat.assigned`: both contestants keep the chat id as its subject. */
async function listen(cluster) {
  const groupId = `${cluster.namespace}listener`;
  const consumer = cluster.kafka.consumer({ groupId });
  const seen = new Map();
  await consumer.connect();
  await consumer.subscribe({ topic: cluster.topic('chat.assigned'), fromBeginning: true });
  await consumer.run({
    eachBatch: async ({ batch }) => {
      const now = performance.now();
      for (const { value } of batch.messages) {
        const at = value.indexOf(SUBJECT) + SUBJECT.length;
        const chatId = value.latin1Slice(at, at + UUID_LENGTH);
        if (!seen.has(chatId)) seen.set(chatId, now);
      }
    },
  });
  return { seen, stop: () => consumer.disconnect() };
}

/** Publishes at the rate; gives the instant at which each chat was due. Messages are made in advance. */
async function publish(cluster, source, rate, seconds) {
  const requests = source.take(Math.ceil(rate * seconds)).map((event) => [event.subject, toMessage(event)]);
  const due = new Map();
  const sending = [];
  const began = performance.now();
  while (due.size < requests.length) {
    const came = Math.min(requests.length, Math.floor(((performance.now() - began) * rate) / 1000));
    const chunk = requests.slice(due.size, came);
    for (const [chatId] of chunk) due.set(chatId, began + ((due.size + 1) * 1000) / rate);
    if (chunk.length > 0)
      sending.push(
        cluster.send(
          'chat.requested',
          chunk.map(([, message]) => message),
        ),
      );
    await sleep(TICK_MS);
  }
  await Promise.all(sending);
  return due;
}

/** Waits until all have come out, then the milliseconds of those that were due after the warm-up. */
async function latencies(seen, due, skip) {
  const until = performance.now() + 60_000;
  const chats = [...due.keys()];
  while (!chats.every((chatId) => seen.has(chatId))) {
    if (performance.now() > until) throw new Error('the heat is void: not every request came out within a minute');
    await sleep(100);
  }
  return chats.slice(skip).map((chatId) => seen.get(chatId) - due.get(chatId));
}

async function heat({ bench, cluster, listener, source, rate }, contestant, databaseUrl) {
  const warmUp = bench.quick ? 3 : 5;
  await cluster.place(contestant.group(cluster), 'chat.requested', 'end');
  const stop = await contestant.start(cluster, bench.brokers, databaseUrl);
  try {
    // The first ones come out once it has joined its group, however long that takes.
    await latencies(listener.seen, await publish(cluster, source, rate, 1), 0);
    const due = await publish(cluster, source, rate, warmUp + bench.seconds);
    const all = await latencies(listener.seen, due, Math.ceil(rate * warmUp));
    return { p50: percentile(all, 50), p99: percentile(all, 99) };
  } finally {
    await stop();
  }
}

export const pathLatency = {
  name: 'path-latency',
  title: 'request to assignment, Kafka to Kafka, beside the bare loop at the same rate',
  heats: 2,
  async run(bench) {
    // A quarter of the peak of this run; measured now if it has not been.
    const peak =
      bench.figure(PATH) ?? (await wholePath.run({ ...bench, rounds: 1 })).figures.find((f) => f.name === PATH).value;
    const teams = makeTeams(100, 50);
    const template = await prepare({ teams });
    const cluster = await openCluster(bench.brokers);
    const listener = await listen(cluster);
    const context = { bench, cluster, listener, source: requestSource(teams), rate: peak / 4 };
    const of = (name, { p50, p99 }) => ({ [`${name}, p50`]: p50, [`${name}, p99`]: p99 });
    const result = await contest(bench, {
      'bare loop at 25 %': async () => of('bare loop at 25 %', await heat(context, bareLoop)),
      'whole path at 25 %': async () =>
        of(
          'whole path at 25 %',
          await onCopy(template, (url) => withBeats(cluster, () => heat(context, routing, url))),
        ),
    });
    await listener.stop();
    await cluster.close();
    await template.drop();
    const ratio = result.ratio('whole path at 25 %, p99', 'bare loop at 25 %, p99');
    return { ratios: [atMost('p99 Kafka to Kafka at 25 % / bare loop', ratio, 3)], figures: result.figures('ms') };
  },
};
