import { strategyNamed, type StrategyName } from '@switchboard/routing-domain';
import { DataSource } from 'typeorm';
import type { TeamUnderTest } from '../test-support/team.harness.spec';
import { useRouting } from '../test-support/use-routing.harness.spec';
import { candidatesQuery } from './agent-rows';

const routing = useRouting();

/** Who has these chats, in their order. */
const ownersOf = (team: TeamUnderTest, chats: readonly string[]) =>
  Promise.all(chats.map((chat) => team.ownerOf(chat)));
const settings = { defaultCapacity: 50 };

describe('round-robin', () => {
  it('takes turns whatever the load, and passes over who has no place', async () => {
    const team = await routing.team({ ...settings, strategy: 'round-robin' });
    const ann = await team.agent('Ann');
    const first = await team.requests(3); // all Ann's
    await team.agent('Ben');
    await team.agent('Cem', { capacity: 1 });
    const turns = await ownersOf(team, await team.requests(7));
    // Those who never had one come first, by id; then Ann, who has three, is not spared.
    expect(turns).toEqual(['Ben', 'Cem', 'Ann', 'Ben', 'Ann', 'Ben', 'Ann']);
    for (const chat of first) await team.end(ann, chat);
    expect(await ownersOf(team, await team.requests(2))).toEqual(['Ben', 'Ann']);
  });

  it('says whose turn it was', async () => {
    const team = await routing.team({ ...settings, strategy: 'round-robin' });
    const [ann, ben] = [await team.agent('Ann'), await team.agent('Ben')];
    const [, , third] = await team.requests(3);
    const { body } = await routing.service.call('GET', `/chats/${third}/decisions`, ann.token);
    const [item] = body.items as { agent: { name: string }; strategy: string; sentence: string }[];
    const next = item?.agent.name === ann.name ? ben.name : ann.name;
    expect(item).toMatchObject({
      strategy: 'round-robin',
      sentence: `The team takes turns; the last one given to ${item?.agent.name} was longer ago than the last one of ${next}.`,
    });
  });

  it('counts a chat taken by hand or by transfer as a turn', async () => {
    const team = await routing.team({ ...settings, method: 'manual', strategy: 'round-robin' });
    const [ann, ben, cem] = [await team.agent('Ann'), await team.agent('Ben'), await team.agent('Cem')];
    const [a, b, c] = (await team.requests(3)) as [string, string, string];
    await team.claim(cem, a);
    await team.claim(ann, b);
    await team.claim(ann, c);
    await routing.service.call('POST', `/chats/${c}/transfer`, ann.token, { agentId: ben.id });
    await team.configure({ ...settings, method: 'automatic', strategy: 'round-robin' });
    expect(await ownersOf(team, await team.requests(4))).toEqual(['Cem', 'Ann', 'Ben', 'Cem']);
  });
});

describe('the strategy is switched while people work', () => {
  it('the next chat is given by the new one, also to agents who came since, and back again', async () => {
    const team = await routing.team(settings);
    await team.agent('Ann');
    await team.requests(3);
    await team.agent('Ben');
    expect(await ownersOf(team, await team.requests(2))).toEqual(['Ben', 'Ben']); // fewest: Ann has three
    await team.configure({ ...settings, strategy: 'round-robin' });
    expect(await ownersOf(team, await team.requests(2))).toEqual(['Ann', 'Ben']); // turns: four and three now
    await team.agent('Cem');
    expect(await ownersOf(team, await team.requests(2))).toEqual(['Cem', 'Ann']);
    await team.configure({ ...settings, strategy: 'least-assigned' });
    const [chat] = await team.requests(1);
    expect(await team.ownerOf(chat ?? '')).toBe('Cem'); // one, against five and three
    expect((await team.lastAssigned(chat ?? '')).data).toMatchObject({
      strategy: 'least-assigned',
      settingsVersion: 3,
      reason: { facts: { decidedBy: 'fewest-chats' } },
    });
  });
});

describe('the first candidates are read from the index of the strategy, in its order', () => {
  /** The plan of the very statement that routing runs, for the first three of a team. */
  async function plan(strategy: StrategyName, teamId: string): Promise<string> {
    const database = routing.service.app.get(DataSource, { strict: false });
    const sql = `EXPLAIN (ANALYZE, TIMING OFF, SUMMARY OFF) ${candidatesQuery(strategyNamed(strategy))}`;
    const rows = await database.query<{ 'QUERY PLAN': string }[]>(sql, [`{${teamId}}`, '{3}']);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  }

  it.each([
    ['least-assigned', 'agent_least_assigned'],
    ['round-robin', 'agent_round_robin'],
  ] as const)(
    '%s: %s',
    async (strategy, index) => {
      const team = await routing.team({ ...settings, strategy });
      await team.crowd(1_000);
      await routing.service.rows(`UPDATE agent SET availability = 'available' WHERE team_id = $1`, [team.id]);
      await routing.service.rows('UPDATE team SET free_agents = 1000, hidden_agents = 0 WHERE id = $1', [team.id]);
      await routing.service.rows('ANALYZE agent');
      const text = await plan(strategy, team.id);
      expect(text).toMatch(new RegExp(`Index Scan using ${index} on agent .*rows=3(\\.00)? loops=1`));
      expect(text).not.toMatch(/Sort|Seq Scan on agent/);
    },
    60_000,
  );
});
