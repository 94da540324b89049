import { anAgent, aBeat } from '../test-support/builders.harness.spec';
import { type AgentOnDuty, eventually, type TeamUnderTest } from '../test-support/team.harness.spec';
import { useRouting } from '../test-support/use-routing.harness.spec';

// The grace period beside what else may happen meanwhile.

const routing = useRouting();

const dueIn = async ({ id }: AgentOnDuty): Promise<number | undefined> => {
  const rows = await routing.service.rows<{ seconds: number }>(
    `SELECT extract(epoch FROM due_at - clock_timestamp())::float8 AS seconds FROM deadline WHERE subject_id = $1`,
    [id],
  );
  return rows[0]?.seconds;
};
const isOver = (agent: AgentOnDuty) => eventually(async () => expect(await dueIn(agent)).toBeUndefined());

/** Ann has so many chats. */
async function annWith(chats: number, settings: Parameters<typeof routing.team>[0] = {}) {
  const team = await routing.team({ graceSeconds: 60, afterGrace: 'requeue', ...settings });
  const ann = await team.agent('Ann');
  return { team, ann, chats: await team.requests(chats) };
}
const stories = (team: TeamUnderTest, chats: readonly string[]) => Promise.all(chats.map((chat) => team.story(chat)));

describe('a grace period', () => {
  it('begins anew with each loss of the connection, and is none for who has no chat', async () => {
    const { team, ann, chats } = await annWith(1);
    await team.connect(ann, false);
    await routing.service.rows(`UPDATE deadline SET due_at = now() + interval '5 s' WHERE subject_id = $1`, [ann.id]);
    await team.connect(ann);
    await team.connect(ann, false);
    expect(await dueIn(ann)).toBeGreaterThan(50);
    await team.connect(ann);
    await team.end(ann, chats[0] ?? '');
    await team.connect(ann, false);
    expect(await dueIn(ann)).toBeUndefined();
  });

  it('of no seconds ends at once', async () => {
    const { team, ann, chats } = await annWith(2, { graceSeconds: 0 });
    await team.connect(ann, false);
    await isOver(ann);
    expect(await stories(team, chats)).toEqual(chats.map(() => ['chat.assigned', 'chat.requeued']));
  });

  it('that ends while routing is down is run when it is back', async () => {
    const { team, ann, chats } = await annWith(3);
    await team.connect(ann, false);
    await routing.stop();
    await routing.rows(`UPDATE routing.deadline SET due_at = now() - interval '5 s' WHERE subject_id = $1`, [ann.id]);
    await routing.start();
    team.using(routing.service);
    await routing.service.deliver('routing.presence', [aBeat()]);
    await isOver(ann);
    expect(await stories(team, chats)).toEqual(chats.map(() => ['chat.assigned', 'chat.requeued']));
  });

  it('has the rule of the moment at which it ends', async () => {
    const { team, ann, chats } = await annWith(1);
    await team.connect(ann, false);
    await team.configure({ graceSeconds: 60, afterGrace: 'keep' });
    await routing.makeDue(ann.id);
    await isOver(ann);
    expect(await stories(team, chats)).toEqual([['chat.assigned']]);
  });

  it('does not begin a second time for an agent who leaves for good meanwhile', async () => {
    const { team, ann, chats } = await annWith(2);
    await team.connect(ann, false);
    await routing.service.deliver('routing.configuration', [
      anAgent(team.id, ann.id, { name: 'Ann', version: 2, active: false }),
    ]);
    expect(await dueIn(ann)).toBeUndefined();
    expect(await stories(team, chats)).toEqual(chats.map(() => ['chat.assigned', 'chat.requeued']));
    expect((await routing.service.outbox(chats[0])).at(-1)).toMatchObject({ data: { cause: 'deactivated' } });
  });
});

describe('reassignment', () => {
  it('gives each to whoever is next while there are places; the others wait, in their order', async () => {
    const { team, ann, chats } = await annWith(4, { afterGrace: 'reassign' });
    await team.agent('Ben', { capacity: 1 });
    await team.agent('Cem', { capacity: 1 });
    await team.connect(ann, false);
    await routing.makeDue(ann.id);
    await isOver(ann);
    const owners = await Promise.all(chats.map((chat) => team.ownerOf(chat)));
    expect(owners.slice(0, 2).sort()).toEqual(['Ben', 'Cem']); // the oldest
    expect(owners.slice(2)).toEqual([undefined, undefined]);
    const { body } = await routing.service.call('GET', '/chats?state=waiting', team.managerToken);
    expect((body.items as { id: string }[]).map(({ id }) => id)).toEqual(chats.slice(2));
  });

  it('lets older ones that wait go first', async () => {
    const settings = { afterGrace: 'reassign', defaultCapacity: 1 } as const;
    const team = await routing.team({ ...settings, method: 'manual' });
    const ann = await team.agent('Ann');
    const [older, mine] = (await team.requests(2)) as [string, string];
    await team.claim(ann, mine);
    await team.configure(settings); // automatic, and Ann is full
    await team.connect(ann, false);
    await routing.makeDue(ann.id);
    await isOver(ann);
    expect(await team.story(mine)).toEqual(['chat.queued', 'chat.assigned', 'chat.requeued']);
    await team.agent('Ben');
    await team.soonOwnedBy(older, 'Ben');
    expect(await team.ownerOf(mine)).toBeUndefined();
  });

  it('is no automatic assignment where the team assigns by hand: they wait', async () => {
    const team = await routing.team({ method: 'manual', afterGrace: 'reassign' });
    const [ann] = [await team.agent('Ann'), await team.agent('Ben')];
    const chat = await team.request();
    await team.claim(ann, chat);
    await team.connect(ann, false);
    await routing.makeDue(ann.id);
    await isOver(ann);
    expect(await team.story(chat)).toEqual(['chat.queued', 'chat.assigned', 'chat.requeued']);
  });
});
