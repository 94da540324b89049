import { aCancel } from '../test-support/builders.harness.spec';
import type { TeamUnderTest } from '../test-support/team.harness.spec';
import { useRouting } from '../test-support/use-routing.harness.spec';

const routing = useRouting();

/** As if so many minutes had passed: all that has happened to the team's chats is longer ago. */
async function pass(team: TeamUnderTest, minutes: number): Promise<void> {
  const back = (...columns: string[]) =>
    columns.map((column) => `${column} = ${column} - make_interval(mins => $2)`).join(', ');
  await routing.service.rows(`UPDATE chat SET ${back('enqueued_at', 'assigned_at', 'ended_at')} WHERE team_id = $1`, [
    team.id,
    minutes,
  ]);
  await routing.service.rows(`UPDATE assignment SET ${back('assigned_at', 'released_at')} WHERE team_id = $1`, [
    team.id,
    minutes,
  ]);
}

const minutes = (seconds: number): number => Math.round(seconds / 60);

describe('what a team has done', () => {
  it('is what its statistics tell: claimed, transferred, given back, claimed again and ended; and one who left', async () => {
    const team = await routing.team({ method: 'manual' });
    const [ann, ben] = [await team.agent('Ann'), await team.agent('Ben')];
    const post = (path: string, by: { token: string }, body?: object) =>
      routing.service.call('POST', path, by.token, body);
    const [chat, left] = (await team.requests(2)) as [string, string];

    await pass(team, 1);
    await team.claim(ann, chat);
    await pass(team, 2);
    await post(`/chats/${chat}/transfer`, ann, { agentId: ben.id });
    await pass(team, 4);
    await post(`/chats/${chat}/requeue`, ben);
    await routing.service.deliver('routing.requests', [aCancel(team.id, left)]);
    await pass(team, 8);
    await team.claim(ann, chat);
    await pass(team, 16);
    await team.end(ann, chat);
    await pass(team, 32);

    const hour = 3_600_000;
    const span = `from=${new Date(Date.now() - 2 * hour).toISOString()}&to=${new Date(Date.now() + hour).toISOString()}`;
    const read = async <T>(what: string) =>
      (await routing.service.call('GET', `/statistics/${what}${span}&interval=1h`, team.managerToken)).body as T;
    type Durations = { overall: { count: number; mean: number; p50: number } };
    type Shares = { agents: { name: string; handle: { count: number; mean: number }; idleSeconds: number }[] };

    const { overall: wait } = await read<Durations>('wait?');
    expect([wait.count, minutes(wait.mean)]).toEqual([1, 1]);
    const { overall: handle } = await read<Durations>('handle?');
    expect([handle.count, minutes(handle.mean * 3), minutes(handle.p50)]).toEqual([3, 2 + 4 + 16, 4]);
    const { overall: ofBen } = await read<Durations>(`handle?agentId=${ben.id}&`);
    expect([ofBen.count, minutes(ofBen.mean)]).toEqual([1, 4]);
    expect(await read('flow?')).toMatchObject({ overall: { assigned: 3, ended: 1, cancelled: 1, leftMessages: 0 } });

    const shares = await read<Shares>('agents?');
    expect(shares).toMatchObject({
      agents: [
        { name: 'Ann', assigned: 2, share: 2 / 3, activeChats: 0, handle: { count: 2 } },
        { name: 'Ben', assigned: 1, share: 1 / 3, activeChats: 0, handle: { count: 1 } },
      ],
      fairness: { spread: 1 },
    });
    expect(shares.agents.map((agent) => minutes(agent.handle.mean))).toEqual([9, 4]);
    expect(shares.agents.map((agent) => minutes(agent.idleSeconds))).toEqual([32, 8 + 16 + 32]);
  });
});
