// Whether the length of the queue matters to a drain: a higher capacity frees places, the engine gives them out.
import { atLeast, contest } from '../contest.mjs';
import { prepare, withClient } from '../database.mjs';
import { startEngine } from '../engine-under-test.mjs';
import { makeTeams, teamConfigured } from '../workload.mjs';

const AGENTS = 50;
const SHORT = 50_000;
const LONG = 1_000_000;

/** A team of which nobody has a place, and its queue; `drain` frees places and gives the rate at which they are filled. */
async function queueOf(waiting, placesPerAgent) {
  const teams = makeTeams(1, AGENTS);
  const [{ id }] = teams;
  const database = await prepare({ teams, defaultCapacity: 0, waiting });
  const engine = await startEngine(database.url);
  let version = 1;
  return {
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
  title: 'draining with 1,000,000 waiting beside 50,000',
  heats: 2,
  async run(bench) {
    const placesPerAgent = bench.quick ? 100 : 200;
    bench.note('preparing a queue of a million');
    const [short, long] = [await queueOf(SHORT, placesPerAgent), await queueOf(LONG, placesPerAgent)];
    for (const queue of [short, long]) await queue.drain(); // warms caches and compiler
    const result = await contest(bench, {
      '50,000 waiting': async () => ({ 'drain with 50,000 waiting': await short.drain() }),
      '1,000,000 waiting': async () => ({ 'drain with 1,000,000 waiting': await long.drain() }),
    });
    await Promise.all([short.close(), long.close()]);
    const ratio = result.ratio('drain with 1,000,000 waiting', 'drain with 50,000 waiting');
    return {
      ratios: [atLeast('drain with 1,000,000 / 50,000 waiting', ratio, 0.9)],
      figures: result.figures('chats/s'),
    };
  },
};
