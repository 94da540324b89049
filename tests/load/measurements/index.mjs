// Every measurement of `npm run bench`, in the order in which they run. A measurement is
//   { name, title, heats, run(bench) → { ratios, figures } }
// `heats`: how often it calls `bench.step` in a round; `atLeast` and `atMost` of contest.mjs make ratios.
import { drain } from './drain.mjs';
import { engine } from './engine.mjs';
import { estimate } from './estimate.mjs';
import { latency } from './latency.mjs';
import { pathLatency } from './path-latency.mjs';
import { replay } from './replay.mjs';
import { teamSize } from './team-size.mjs';
import { wholePath } from './whole-path.mjs';

export const measurements = [engine, teamSize, drain, replay, latency, wholePath, pathLatency, estimate];
