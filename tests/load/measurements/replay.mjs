// How fast duplicates pass: the same chunks once more.
import { atLeast, contest } from '../contest.mjs';
import { judge, onCopy, prepare } from '../database.mjs';
import { CHUNK, withEngine } from '../engine-under-test.mjs';
import { makeTeams, requestSource } from '../workload.mjs';

const WARM_UP_CHUNKS = 10;

/** Chats a second through the engine. */
async function rateOf(engine, chunks) {
  const began = performance.now();
  for (const chunk of chunks) await engine.deliver('routing.requests', chunk);
  return (chunks.length * CHUNK * 1000) / (performance.now() - began);
}

export const replay = {
  name: 'replay',
  title: 'requests that come again beside fresh ones',
  heats: 1,
  async run(bench) {
    const teams = makeTeams(100, 50);
    const template = await prepare({ teams });
    const chunks = bench.quick ? 60 : 200;
    const heat = (url) =>
      withEngine(url, async (engine) => {
        const source = requestSource(teams);
        const warmUp = Array.from({ length: WARM_UP_CHUNKS }, () => source.take(CHUNK));
        await rateOf(engine, [...warmUp, ...warmUp]);
        const requests = Array.from({ length: chunks }, () => source.take(CHUNK));
        const fresh = await rateOf(engine, requests);
        const replayed = await rateOf(engine, requests);
        await judge(url, (WARM_UP_CHUNKS + chunks) * CHUNK);
        return { 'fresh requests': fresh, duplicates: replayed };
      });
    const result = await contest(bench, { 'fresh, then again': () => onCopy(template, heat) });
    await template.drop();
    return {
      ratios: [atLeast('replay of duplicates / fresh', result.ratio('duplicates', 'fresh requests'), 4)],
      figures: result.figures('chats/s'),
    };
  },
};
