// Whether the length of the queue matters to a drain: a higher capacity frees places, the engine gives them out; or one chat
// ends, and the oldest that waits has its place.
import { atLeast, contest, median } from '../contest.mjs';
import { prepare, withClient } from '../database.mjs';
import { startEngine } from '../engine-under-test.mjs';
import { chatCancelled, makeTeams, requestSource, teamConfigured } from '../workload.mjs';

const AGENTS = 50;
const SHORT = 50_000;
const LONG = 1_000_000;
const FEW = 10;
/** Places that are freed one by one in a heat. */
const ENDS = 200;

/**
 * A team of which nobody has a place, and its queue; `drain` frees places and gives the rate at which they are filled,
 * `endOne` how many a second could end and have their place filled one after the other.
 */
async function queueOf(waiting, placesPerAgent) {
  const teams = makeTeams(1, AGENTS);
  const [{ id }] = teams;
  const database = await prepare({ teams, defaultCapacity: 0, waiting });
  const engine = await startEngine(database.url);
  const source = requestSource(teams);
  let version = 1;
  return {
    async endOne() {
      const times = [];
      await withClient(database.url, async (client) => {
        for (let i = 0; i < ENDS; i++) {
          const { rows } = await client.query(ONE_IN_PROGRESS);
          const began = performance.now();
          await engine.deliver('routing.requests', [chatCancelled(id, rows[0].chat_id)]);
          await until(client, rows[0].waiting - 1);
          times.push(performance.now() - began);
          await engine.deliver('routing.requests', [source.next()]); // the queue stays as long as it is
        }
      });
      return 1000 / median(times);
    },
    async drain() {
      version++;
      const places = AGENTS * placesPerAgent;
      const assigned = (version - 1) * places;
      const began = performance.now();
      await engine.deliver('routing.configuration', [teamConfigured(id, version, (version - 1) * placesPerAgent)]);
      await withClient(database.url, (client) => until(client, waiting - assigned));
      return (places * 1000) / (performance.now() - began);
    },
    async close() {
      await engine.close();
      await database.drop();
    },
  };
}

const ONE_IN_PROGRESS = 'SELECT chat_id, (SELECT waiting FROM team) FROM assignment WHERE released_at IS NULL LIMIT 1';

/** Looks until so many are left and the drain has said that it is through. */
async function until(client, left) {
  for (;;) {
    const { rows } = await client.query('SELECT waiting, drain_due FROM team');
    if (rows[0].waiting < left) throw new Error('the measurement is void: more was given out than there were places');
    if (rows[0].waiting === left && !rows[0].drain_due) return;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

export const drain = {
  name: 'drain',
  title: 'draining with 1,000,000 waiting beside 50,000, and one place beside 10',
  heats: 4,
  async run(bench) {
    const placesPerAgent = bench.quick ? 100 : 200;
    bench.note('preparing a queue of a million');
    const [short, long] = [await queueOf(SHORT, placesPerAgent), await queueOf(LONG, placesPerAgent)];
    const few = await queueOf(AGENTS + FEW, 1);
    for (const queue of [short, long, few]) await queue.drain(); // warms caches and compiler; few are left with few
    const result = await contest(bench, {
      '50,000 waiting': async () => ({ 'drain with 50,000 waiting': await short.drain() }),
      '1,000,000 waiting': async () => ({ 'drain with 1,000,000 waiting': await long.drain() }),
      'one place, 10 waiting': async () => ({ 'one place with 10 waiting': await few.endOne() }),
      'one place, 1,000,000 waiting': async () => ({ 'one place with 1,000,000 waiting': await long.endOne() }),
    });
    await Promise.all([short.close(), long.close(), few.close()]);
    const ratio = (what, longer, shorter) =>
      result.ratio(`${what} with ${longer} waiting`, `${what} with ${shorter} waiting`);
    return {
      ratios: [
        atLeast('drain with 1,000,000 / 50,000 waiting', ratio('drain', '1,000,000', '50,000'), 0.9),
        atLeast('one freed place with 1,000,000 / 10 waiting', ratio('one place', '1,000,000', '10'), 0.8),
      ],
      figures: result.figures('chats/s'),
    };
  },
};
