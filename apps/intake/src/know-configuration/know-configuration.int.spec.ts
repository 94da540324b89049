import type { CloudEvent } from '@switchboard/contracts';
import { aChannel, anAgent, aTeam } from '../test-support/builders.support.spec';
import { useIntake } from '../test-support/use-intake.support.spec';

const { intake } = useIntake();

describe('intake.configuration', () => {
  it('keeps the highest version of teams and agents, in any order', async () => {
    const [team, agent] = [aTeam(), anAgent()];
    const at = <E extends CloudEvent<'team.configured'> | CloudEvent<'agent.configured'>>(
      e: E,
      version: number,
    ): E => ({
      ...e,
      data: { ...e.data, version, name: `version ${version}`, removed: version === 4 },
    });
    await intake.deliver('intake.configuration', [at(team, 2), at(team, 3), at(team, 1), at(agent, 2)]);
    await intake.deliver('intake.configuration', [at(team, 2), at(agent, 1)]);
    const find = (table: string, id: string) => intake.rows(`SELECT name, removed FROM ${table} WHERE id = $1`, [id]);
    expect(await find('team', team.data.id)).toEqual([{ name: 'version 3', removed: false }]);
    expect(await find('agent', agent.data.id)).toEqual([{ name: 'version 2', removed: false }]);
    await intake.deliver('intake.configuration', [at(agent, 4), at(team, 4)]);
    expect(await find('team', team.data.id)).toEqual([{ name: 'version 4', removed: true }]);
    expect(await find('agent', agent.data.id)).toEqual([{ name: 'version 4', removed: true }]);
  });

  it('replaces the keys of a channel with a newer version only', async () => {
    const old = aChannel();
    const rotated = aChannel({ id: old.id, teamId: old.teamId, version: 3 });
    const same = aChannel({ id: old.id, teamId: old.teamId, version: 3 });
    await intake.deliver('intake.configuration', [old.event]);
    await intake.deliver('intake.configuration', [rotated.event]);
    await intake.deliver('intake.configuration', [old.event, same.event]);
    const body = { customer: { id: 'c' } };
    const statuses = [];
    for (const { secret } of [rotated, old, same]) statuses.push((await intake.requestChat(secret, body)).status);
    expect(statuses).toEqual([201, 401, 401]);
  });

  it('takes a channel without keys and origins', async () => {
    const bare = aChannel({ keys: [], allowedOrigins: [] });
    await intake.deliver('intake.configuration', [bare.event]);
    expect(await intake.rows('SELECT allowed_origins FROM channel WHERE id = $1', [bare.id])).toEqual([
      { allowed_origins: [] },
    ]);
  });
});
