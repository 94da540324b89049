import { eventually, type TeamUnderTest } from '../test-support/team.harness.spec';
import { useRouting } from '../test-support/use-routing.harness.spec';

const routing = useRouting();
const preview = async (team: TeamUnderTest, query = 'method=automatic') =>
  (await routing.service.call('GET', `/method-preview?${query}`, team.managerToken)).body;

/** Ann with two free places, Ben with one, Cem with none; five wait, one of them given up by Ann. */
async function fiveWaiting() {
  const team = await routing.team({ method: 'manual' });
  const ann = await team.agent('Ann', { capacity: 3 });
  await team.agent('Ben', { capacity: 1 });
  await team.agent('Cem', { availability: 'busy' });
  const chats = await team.requests(6);
  await team.claim(ann, chats[5] ?? '');
  await team.claim(ann, chats[0] ?? '');
  await routing.service.call('POST', `/chats/${chats[0]}/requeue`, ann.token);
  return { team, chats: chats.slice(0, 5) };
}

const owners = (team: TeamUnderTest) =>
  routing.service.rows<{ id: string; assigned: number }>(
    `SELECT agent_id AS id, count(*)::int AS assigned FROM assignment
     WHERE team_id = $1 AND decision::json ->> 'cause' = 'drain' GROUP BY agent_id ORDER BY count(*) DESC`,
    [team.id],
  );

describe('the preview of a switch to automatic', () => {
  it.each(['least-assigned', 'round-robin'] as const)('says what the switch then does: %s', async (strategy) => {
    const { team, chats } = await fiveWaiting();
    const before = await routing.service.rows('SELECT * FROM team WHERE id = $1', [team.id]);
    const told = await preview(team, `method=automatic&strategy=${strategy}`);
    expect(told).toMatchObject({
      waiting: 5,
      assigned: 3,
      complete: true,
      sentence: '5 waiting, 3 would be assigned now.',
    });
    expect(await routing.service.rows('SELECT * FROM team WHERE id = $1', [team.id])).toEqual(before);

    await team.configure({ method: 'automatic', strategy });
    await eventually(async () => {
      const [row] = await routing.service.rows('SELECT waiting, drain_due FROM team WHERE id = $1', [team.id]);
      expect(row).toEqual({ waiting: 2, drain_due: false });
    });
    const agents = told.agents as { id: string; assigned: number }[];
    expect(agents.map(({ id, assigned }) => ({ id, assigned }))).toEqual(await owners(team));
    expect(await team.ownerOf(chats[0] ?? '')).toBe('Ben'); // not straight back to Ann
  });

  it('assigns nobody while presence is silent, when nobody waits, and by hand', async () => {
    const { team } = await fiveWaiting();
    expect(await preview(team, 'method=manual')).toMatchObject({ waiting: 5, assigned: 0, agents: [] });
    await routing.service.rows(`UPDATE presence_pulse SET heard_at = clock_timestamp() - interval '16 s'`);
    expect(await preview(team)).toMatchObject({ waiting: 5, assigned: 0 });
    const empty = await routing.team({ method: 'manual' });
    await empty.agent('Ann');
    expect(await preview(empty)).toMatchObject({ waiting: 0, assigned: 0, sentence: 'Nobody is waiting.' });
  });

  it('takes nothing from the database but a look: no row of a chat, an agent or an event changes', async () => {
    const { team } = await fiveWaiting();
    const everything = () =>
      routing.service.rows(
        `SELECT to_json(chat)::text AS row FROM chat WHERE team_id = $1
         UNION ALL SELECT to_json(agent)::text FROM agent WHERE team_id = $1
         UNION ALL SELECT to_json(assignment)::text FROM assignment WHERE team_id = $1
         UNION ALL SELECT to_json(deadline)::text FROM deadline WHERE team_id = $1
         UNION ALL SELECT id::text FROM outbox ORDER BY row`,
        [team.id],
      );
    const before = await everything();
    expect(await preview(team)).toMatchObject({ assigned: 3 });
    expect(await everything()).toEqual(before);
  });

  it('tells how many even of more than it plays through, and the switch gives out as many', async () => {
    const team = await routing.team({ method: 'manual', defaultCapacity: 1_000 });
    for (let i = 0; i < 6; i++) await team.agent(`Agent ${i}`);
    for (let i = 0; i < 13; i++) await team.requests(400);
    const told = await preview(team);
    expect(told).toMatchObject({ waiting: 5_200, assigned: 5_200, complete: false });
    await team.configure({ method: 'automatic', defaultCapacity: 1_000 });
    await eventually(
      async () => {
        expect(await routing.service.rows('SELECT waiting FROM team WHERE id = $1', [team.id])).toEqual([
          { waiting: 0 },
        ]);
      },
      { timeoutMs: 60_000 },
    );
  }, 180_000);

  it('is for managers, and says which field is wrong', async () => {
    const { team } = await fiveWaiting();
    const ann = await team.agent('Dee');
    expect((await routing.service.call('GET', '/method-preview?method=automatic', ann.token)).status).toBe(403);
    expect(await preview(team, 'method=magic')).toMatchObject({
      code: 'REQUEST.INVALID',
      errors: [{ field: 'method' }],
    });
  });
});
