// Whether a large team costs more than a small one: all agents free, and nearly all full.
import { atLeast, contest } from '../contest.mjs';
import { judge, onCopy, prepare } from '../database.mjs';
import { engineRate, withEngine } from '../engine-under-test.mjs';
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

export const teamSize = {
  name: 'team-size',
  title: '50,000 agents in a team beside 50',
  heats: 4,
  async run(bench) {
    const templates = [];
    const heat = async (name, agents, likeness) => {
      const teams = makeTeams(1, agents, likeness);
      const template = await prepare({ teams });
      templates.push(template);
      return async () =>
        onCopy(template, async (url) => {
          const source = requestSource(teams);
          const { rate, chats } = await withEngine(url, (engine) => engineRate(engine, source, bench.seconds));
          await judge(url, chats);
          return { [name]: rate };
        });
    };
    const result = await contest(bench, {
      '50 agents, all free': await heat('50 agents, all free', SMALL),
      '50,000 agents, all free': await heat('50,000 agents, all free', LARGE),
      '50 agents, mostly full': await heat('50 agents, mostly full', SMALL, mostlyFull),
      '50,000 agents, mostly full': await heat('50,000 agents, mostly full', LARGE, mostlyFull),
    });
    await Promise.all(templates.map((template) => template.drop()));
    const ratio = (state) => result.ratio(`50,000 agents, ${state}`, `50 agents, ${state}`);
    return {
      ratios: [
        atLeast('50,000 / 50 agents, all free', ratio('all free'), 0.8),
        atLeast('50,000 / 50 agents, mostly full', ratio('mostly full'), 0.8),
      ],
      figures: result.figures('chats/s'),
    };
  },
};
