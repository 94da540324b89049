// Whether a large team costs more than a small one: all agents free, and nearly all full.
import { atLeast, contest } from '../contest.mjs';
import { judge, prepare } from '../database.mjs';
import { ratesInTurn, startEngine } from '../engine-under-test.mjs';
import { makeTeams, requestSource } from '../workload.mjs';

const SMALL = 50;
const LARGE = 50_000;
const FREE = 10;

/**
 * All but ten agents are full, at capacities from 1 to 20, so they rank both before and after the free ones, who begin
 * with five chats and have room for more than the measurement brings.
 */
const mostlyFull = (number) =>
  number < FREE
    ? { capacity: 1_000_000, activeChats: 5 }
    : { capacity: 1 + (number % 20), activeChats: 1 + (number % 20) };

/**
 * A large and a small team in the same state, each in a database of its own that has not just been copied: after a
 * checkpoint the first change of each page writes all of it, which would meet the large team alone.
 */
async function beside(state, likeness, seconds) {
  const sizes = [SMALL, LARGE];
  const teams = sizes.map((agents) => makeTeams(1, agents, likeness));
  const databases = [await prepare({ teams: teams[0] }), await prepare({ teams: teams[1] })];
  const engines = await Promise.all(databases.map(({ url }) => startEngine(url)));
  const contestants = engines.map((engine, i) => ({ engine, source: requestSource(teams[i]) }));
  const { rates, chats } = await ratesInTurn(contestants, seconds);
  await Promise.all(engines.map((engine) => engine.close()));
  for (const { url } of databases) await judge(url, chats);
  await Promise.all(databases.map((database) => database.drop()));
  return Object.fromEntries(sizes.map((agents, i) => [nameOf(agents, state), rates[i]]));
}

const nameOf = (agents, state) => `${agents.toLocaleString('en')} agents, ${state}`;

export const teamSize = {
  name: 'team-size',
  title: '50,000 agents in a team beside 50',
  heats: 2,
  async run(bench) {
    const result = await contest(bench, {
      'all free, 50 and 50,000 agents': () => beside('all free', undefined, 2 * bench.seconds),
      'mostly full, 50 and 50,000 agents': () => beside('mostly full', mostlyFull, 2 * bench.seconds),
    });
    const ratio = (state) => result.ratio(nameOf(LARGE, state), nameOf(SMALL, state));
    return {
      ratios: [
        atLeast('50,000 / 50 agents, all free', ratio('all free'), 0.8),
        atLeast('50,000 / 50 agents, mostly full', ratio('mostly full'), 0.8),
      ],
      figures: result.figures('chats/s'),
    };
  },
};
