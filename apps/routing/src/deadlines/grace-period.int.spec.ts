import { aBeat, anAgent } from '../test-support/builders.harness.spec';
import { eventually, TeamUnderTest } from '../test-support/team.harness.spec';
import { useRouting } from '../test-support/use-routing.harness.spec';

const routing = useRouting();
const dueIn = async (subjectId: string): Promise<number | undefined> => {
  const rows = await routing.service.rows<{ seconds: number }>(
    `SELECT extract(epoch FROM due_at - clock_timestamp())::float8 AS seconds FROM deadline WHERE subject_id = $1`,
    [subjectId],
  );
  return rows[0]?.seconds;
};

/** Ann has a chat and has lost the connection. */
async function annIsGone(settings: Parameters<typeof routing.team>[0]) {
  const team = await routing.team({ graceSeconds: 60, ...settings });
  const ann = await team.agent('Ann');
  const chat = await team.request();
  await team.connect(ann, false);
  return { team, ann, chat };
}

/** No beat of presence has been heard for so many seconds. */
const silentFor = (seconds: number) =>
  routing.service.rows(`UPDATE presence_pulse SET heard_at = clock_timestamp() - $1 * interval '1 s'`, [seconds]);

const gone = async (subjectId: string) => eventually(async () => expect(await dueIn(subjectId)).toBeUndefined());

describe('after the grace period the chats of an agent who has not come back', () => {
  it('are kept, if the team says so', async () => {
    const { team, ann, chat } = await annIsGone({ afterGrace: 'keep' });
    await team.agent('Ben');
    expect(await dueIn(ann.id)).toBeUndefined();
    expect(await team.ownerOf(chat)).toBe('Ann');
  });

  it('are kept no longer, once the team says otherwise: the period begins then', async () => {
    const { team, ann, chat } = await annIsGone({ afterGrace: 'keep' });
    await team.configure({ afterGrace: 'requeue', graceSeconds: 60 });
    expect(await dueIn(ann.id)).toBeGreaterThan(55);
    await routing.makeDue(ann.id);
    await eventually(async () => expect(await team.story(chat)).toEqual(['chat.assigned', 'chat.requeued']));
  });

  it('wait again at their original places', async () => {
    const { team, ann, chat } = await annIsGone({ afterGrace: 'requeue' });
    expect(await dueIn(ann.id)).toBeGreaterThan(55);
    await routing.makeDue(ann.id);
    await eventually(async () => expect(await team.story(chat)).toEqual(['chat.assigned', 'chat.requeued']));
    expect((await routing.service.outbox(chat)).at(-1)).toMatchObject({
      data: { cause: 'grace_period', previousAgentId: ann.id, actor: { kind: 'system' } },
    });
    await team.agent('Ben');
    await team.soonOwnedBy(chat, 'Ben');
  });

  it('go to the others at once, one move each', async () => {
    const { team, ann, chat } = await annIsGone({ afterGrace: 'reassign' });
    await team.agent('Ben');
    await routing.makeDue(ann.id);
    await team.soonOwnedBy(chat, 'Ben');
    expect(await team.story(chat)).toEqual(['chat.assigned', 'chat.assigned']);
    expect((await team.lastAssigned(chat)).data).toMatchObject({
      cause: 'reassign',
      method: 'automatic',
      previousAgentId: ann.id,
    });
  });

  it('wait again if there is nobody to reassign them to', async () => {
    const { team, ann, chat } = await annIsGone({ afterGrace: 'reassign' });
    await routing.makeDue(ann.id);
    await eventually(async () => expect(await team.story(chat)).toEqual(['chat.assigned', 'chat.requeued']));
  });
});

describe('the grace period', () => {
  it('ends when the agent comes back', async () => {
    const { team, ann, chat } = await annIsGone({ afterGrace: 'requeue' });
    await team.connect(ann);
    expect(await dueIn(ann.id)).toBeUndefined();
    expect(await team.ownerOf(chat)).toBe('Ann');
  });

  it('survives a restart of routing', async () => {
    const { ann, chat } = await annIsGone({ afterGrace: 'requeue' });
    await routing.restart();
    expect(await dueIn(ann.id)).toBeGreaterThan(50);
    await routing.makeDue(ann.id);
    await gone(ann.id);
    expect((await routing.service.outbox(chat)).at(-1)).toMatchObject({ type: 'chat.requeued.v1' });
  });

  it('stands still while no beat of presence is heard, and is prolonged by the silence', async () => {
    const { team, ann, chat } = await annIsGone({ afterGrace: 'requeue' });
    await silentFor(100);
    await routing.service.rows(
      `UPDATE deadline SET due_at = now() - interval '1 s', set_at = now() - interval '200 s' WHERE subject_id = $1`,
      [ann.id],
    );
    await routing.watchHasLooked(team.id);
    expect(await team.ownerOf(chat)).toBe('Ann');
    await routing.service.deliver('routing.presence', [aBeat()]);
    expect(await dueIn(ann.id)).toBeGreaterThan(90);
  });

  it('that begins in a silence is prolonged only by the rest of it', async () => {
    const { ann } = await annIsGone({ afterGrace: 'requeue' });
    await silentFor(100);
    await routing.service.rows(`UPDATE deadline SET set_at = now() - interval '20 s' WHERE subject_id = $1`, [ann.id]);
    const before = (await dueIn(ann.id)) ?? 0;
    await routing.service.deliver('routing.presence', [aBeat()]);
    expect(await dueIn(ann.id)).toBeGreaterThan(before + 10);
    expect(await dueIn(ann.id)).toBeLessThan(before + 90);
  });

  it('does not end before reconnections of the silence could be read', async () => {
    const { ann } = await annIsGone({ afterGrace: 'requeue' });
    await silentFor(16);
    await routing.service.rows(`UPDATE deadline SET due_at = now() - interval '16 s' WHERE subject_id = $1`, [ann.id]);
    await routing.service.deliver('routing.presence', [aBeat()]);
    expect(await dueIn(ann.id)).toBeGreaterThan(10);
  });

  it('is run by one of two instances', async () => {
    const other = await routing.another();
    const teams = await Promise.all(Array.from({ length: 10 }, () => annIsGone({ afterGrace: 'requeue' })));
    await routing.service.rows(`UPDATE deadline SET due_at = clock_timestamp() - interval '1 s' WHERE kind = 'grace'`);
    for (const { ann, chat, team } of teams) {
      await gone(ann.id);
      expect(await team.story(chat)).toEqual(['chat.assigned', 'chat.requeued']);
    }
    await other.close();
  });
});

describe('an agent who leaves for good', () => {
  it.each([
    ['deactivated', { active: false }],
    ['removed', { removed: true }],
    ['no agent any more', { roles: ['manager' as const] }],
  ])('%s: gives up all chats at once, whatever the grace period', async (_, data) => {
    const team: TeamUnderTest = await routing.team({ afterGrace: 'keep' });
    const ann = await team.agent('Ann');
    const chats = await team.requests(3);
    await routing.service.deliver('routing.configuration', [anAgent(team.id, ann.id, { version: 2, ...data })]);
    for (const chat of chats) expect(await team.story(chat)).toEqual(['chat.assigned', 'chat.requeued']);
    expect((await routing.service.outbox(chats[0])).at(-1)).toMatchObject({ data: { cause: 'deactivated' } });
    await team.agent('Ben');
    for (const chat of chats) await team.soonOwnedBy(chat, 'Ben');
  });
});
