// From request to assignment inside routing, at a part of what it can do. Requests come at fixed instants whatever routing
// is at (an open loop), and what has come while a chunk was under way is the next chunk.
import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, contest, percentile } from '../contest.mjs';
import { judge, onCopy, prepare } from '../database.mjs';
import { CHUNK, engineRate, withEngine } from '../engine-under-test.mjs';
import { makeTeams, requestSource } from '../workload.mjs';

const WARM_UP_SECONDS = 1;

/** Milliseconds from each request's instant to the commit of its assignment, at `rate` requests a second. */
async function latencies(engine, source, rate, seconds) {
  const requests = source.take(Math.ceil(rate * (seconds + WARM_UP_SECONDS)));
  const taken = [];
  const began = performance.now();
  while (taken.length < requests.length) {
    const came = Math.min(requests.length, Math.floor(((performance.now() - began) * rate) / 1000));
    const chunk = requests.slice(taken.length, Math.min(came, taken.length + CHUNK));
    if (chunk.length === 0) await sleep(1);
    else await engine.deliver('routing.requests', chunk);
    const now = performance.now() - began;
    for (const _ of chunk) taken.push(now - ((taken.length + 1) * 1000) / rate);
  }
  return taken.slice(Math.ceil(rate * WARM_UP_SECONDS));
}

export const latency = {
  name: 'latency',
  title: 'request to assignment inside routing',
  heats: 1,
  async run(bench) {
    const teams = makeTeams(100, 50);
    const template = await prepare({ teams });
    const heat = (url) =>
      withEngine(url, async (engine) => {
        const source = requestSource(teams);
        const peak = await engineRate(engine, [source], bench.seconds);
        const quarter = await latencies(engine, source, peak.rate / 4, bench.seconds);
        const half = await latencies(engine, source, peak.rate / 2, bench.seconds);
        await judge(
          url,
          peak.chats +
            Math.ceil((peak.rate / 4) * (bench.seconds + WARM_UP_SECONDS)) +
            Math.ceil((peak.rate / 2) * (bench.seconds + WARM_UP_SECONDS)),
        );
        return {
          'p50 at 25 % of peak': percentile(quarter, 50),
          'p99 at 25 % of peak': percentile(quarter, 99),
          'p50 at 50 % of peak': percentile(half, 50),
          'p99 at 50 % of peak': percentile(half, 99),
        };
      });
    const result = await contest(bench, { 'peak, 25 % and 50 % of it': () => onCopy(template, heat) });
    await template.drop();
    const target = (part, limit) =>
      atMost(`request → assigned, p99 at ${part} of peak`, result.value(`p99 at ${part} of peak`), limit, 'ms');
    return { ratios: [target('25 %', 15), target('50 %', 40)], figures: result.figures('ms') };
  },
};
