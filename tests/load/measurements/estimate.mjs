// How far off the estimated wait is that customers are told: simulated teams (simulated-team.mjs), since a day's queue takes
// a day. Beside it the error of telling everybody how long the last one has waited.
import { contest, percentile } from '../contest.mjs';
import { SimulatedTeam } from '../simulated-team.mjs';

/** Of shorter waits a relative error says nothing. */
const SHORTEST = 60;

const agents = (count, capacity, ...shifts) => Array.from({ length: count }, () => ({ capacity, shifts }));
const allDay = [0, 24];
const officeHours = [8, 18];

/** Requests a second over a day with its peaks at half past ten and half past two. */
const day = (quiet, peak) => (hour) => {
  if (hour < 8 || hour >= 18) return quiet;
  return quiet + (peak - quiet) * (Math.exp(-((hour - 10.5) ** 2) / 3) + 0.7 * Math.exp(-((hour - 14.5) ** 2) / 4));
};

/** @type {Record<string, import('../simulated-team.mjs').Scenario>} */
export const scenarios = {
  'even load': { agents: agents(10, 3, allDay), rate: () => 0.0679, handle: (r) => r.exponential(420) },
  'a day with peaks and shifts': {
    agents: [...agents(4, 3, [8, 17]), ...agents(4, 3, [9, 12.5], [13.25, 18])],
    rate: day(0.0005, 0.0575),
    handle: (r) => r.logNormal(480, 1),
  },
  'customers who give up': {
    agents: agents(8, 3, officeHours),
    rate: day(0.0005, 0.075),
    handle: (r) => r.logNormal(480, 1),
    patience: 600,
  },
  'one agent, two chats': {
    agents: agents(1, 2, officeHours),
    rate: day(0.0001, 0.0045),
    handle: (r) => r.logNormal(420, 1),
  },
  'by hand, busy': {
    agents: agents(6, 3, officeHours),
    rate: day(0.0003, 0.0375),
    handle: (r) => r.logNormal(480, 1),
    reaction: 45,
  },
  'by hand, quiet': {
    agents: agents(3, 3, officeHours),
    rate: day(0.0003, 0.0094),
    handle: (r) => r.logNormal(480, 1),
    reaction: 120,
  },
};

const units = {
  'mean wait': 's',
  'mean error of the estimate': 's',
  'mean error of telling the last wait': 's',
  'bias of the estimate': '% of the mean wait',
  '9 of 10 estimates are off by less than': '% of the wait',
};

/** @param {{estimated: number, lastWait: number, actual: number}[]} told */
function errors(told) {
  const mean = (value) => told.reduce((sum, one) => sum + value(one), 0) / told.length;
  const wait = mean(({ actual }) => actual);
  const relative = told
    .filter(({ actual }) => actual >= SHORTEST)
    .map(({ estimated, actual }) => (100 * Math.abs(estimated - actual)) / actual);
  return {
    'mean wait': wait,
    'mean error of the estimate': mean(({ estimated, actual }) => Math.abs(estimated - actual)),
    'mean error of telling the last wait': mean(({ lastWait, actual }) => Math.abs(lastWait - actual)),
    'bias of the estimate': (100 * mean(({ estimated, actual }) => estimated - actual)) / wait,
    '9 of 10 estimates are off by less than': percentile(relative, 90),
  };
}

export const estimate = {
  name: 'estimate',
  title: 'how far off the estimated wait is',
  heats: Object.keys(scenarios).length,
  async run(bench) {
    const days = bench.quick ? 5 : 15;
    let seed = 0;
    const heat = (name) => async () => {
      const told = new SimulatedTeam(scenarios[name], ++seed).run(days);
      return Object.fromEntries(Object.entries(errors(told)).map(([what, value]) => [`${name}: ${what}`, value]));
    };
    const result = await contest(bench, Object.fromEntries(Object.keys(scenarios).map((name) => [name, heat(name)])));
    const figures = result.figures().map((figure) => ({ ...figure, unit: units[figure.name.split(': ')[1]] }));
    return { ratios: [], figures };
  },
};
