// Kafka -> routing -> Kafka beside a bare kafkajs consume-and-produce loop: the same requests on the same topics, each
// contestant a process of its own, everything there before it starts.
import { deadLetterTopic } from '@switchboard/contracts';
import { openCluster, outputRate } from '../cluster.mjs';
import { atLeast, contest } from '../contest.mjs';
import { onCopy, prepare } from '../database.mjs';
import { bareLoop, routing } from '../processes.mjs';
import { beat, makeTeams, requestSource, toMessage } from '../workload.mjs';

const PUBLISH_AT_ONCE = 2_000;

export const LOOP = 'bare kafkajs loop';
export const PATH = 'whole path Kafka → routing → Kafka';

async function heat(bench, cluster, contestant, expected, databaseUrl) {
  const from = await cluster.written('chat.assigned');
  await cluster.place(contestant.group(cluster), 'chat.requested', 'beginning');
  const stop = await contestant.start(cluster, bench.brokers, databaseUrl);
  let queued;
  try {
    const { rate } = await outputRate(cluster, 'chat.assigned', {
      from,
      expected,
      warmUp: bench.quick ? 1.5 : 3,
      seconds: bench.seconds,
      onStart: async () => (queued = await cluster.written('chat.queued')),
    });
    await assertAssigned(cluster, queued);
    return rate;
  } finally {
    await stop();
  }
}

/** Presence has to be heard of while the real service runs. */
export async function withBeats(cluster, work) {
  const send = () => cluster.send('presence.beat', [toMessage(beat())]);
  await send();
  const beats = setInterval(() => void send(), 5_000);
  return work().finally(() => clearInterval(beats));
}

/**
 * All that was read has an owner: nothing was refused, and nothing queued since so many were. Those are the first requests
 * after a start, which wait until routing has read who is there (decision 0022), and get their owners in the warm-up.
 */
async function assertAssigned(cluster, queuedBefore) {
  const queued = (await cluster.written('chat.queued')) - queuedBefore;
  const refused = await cluster.written(deadLetterTopic('chat.requested'));
  if (queued + refused > 0) throw new Error(`the heat is void: ${queued} chats were queued, ${refused} refused`);
}

/** As many as a heat may need: a fast machine gets through more, and publishes more in the time. */
async function publish({ quick }, cluster, source) {
  const until = performance.now() + (quick ? 8_000 : 30_000);
  let sent = 0;
  for (; sent < (quick ? 200_000 : 600_000) && performance.now() < until; sent += PUBLISH_AT_ONCE) {
    await cluster.send('chat.requested', source.take(PUBLISH_AT_ONCE).map(toMessage));
  }
  return sent;
}

export const wholePath = {
  name: 'whole-path',
  title: 'Kafka → routing → Kafka beside a bare loop',
  heats: 2,
  async run(bench) {
    const teams = makeTeams(100, 50);
    const template = await prepare({ teams });
    const cluster = await openCluster(bench.brokers);
    bench.note('publishing requests');
    const expected = await publish(bench, cluster, requestSource(teams));
    const path = (url) => withBeats(cluster, () => heat(bench, cluster, routing, expected, url));
    const result = await contest(bench, {
      'bare loop': async () => ({ [LOOP]: await heat(bench, cluster, bareLoop, expected) }),
      'whole path': async () => ({ [PATH]: await onCopy(template, path) }),
    });
    await cluster.close();
    await template.drop();
    return {
      ratios: [atLeast('whole path / bare kafkajs loop', result.ratio(PATH, LOOP), 0.35)],
      figures: result.figures('messages/s'),
    };
  },
};
