import { uuidv7 } from '@switchboard/contracts';
import { anAgent } from '../test-support/builders.harness.spec';
import { type AgentOnDuty, TeamUnderTest } from '../test-support/team.harness.spec';
import { useRouting } from '../test-support/use-routing.harness.spec';

const routing = useRouting();

const transfer = (chat: string, token: string, agentId: string, override?: boolean) =>
  routing.service.call('POST', `/chats/${chat}/transfer`, token, { agentId, override });

/** Ann has a chat, Ben has none. */
async function annAndBen(settings: Parameters<typeof routing.team>[0] = {}) {
  const team = await routing.team({ method: 'manual', ...settings });
  const [ann, ben] = [await team.agent('Ann'), await team.agent('Ben')];
  const chat = await team.request();
  await team.claim(ann, chat);
  return { team, ann, ben, chat };
}

const loads = async (team: TeamUnderTest) =>
  Object.fromEntries(
    (
      await routing.service.rows<{ name: string; active: number; last: number }>(
        'SELECT name, active_chats AS active, last_sequence::int AS last FROM agent WHERE team_id = $1',
        [team.id],
      )
    ).map(({ name, active, last }) => [name, { active, last }]),
  );

describe('a transfer', () => {
  it('moves the owner and both counters at once, and is an assignment with its event', async () => {
    const { team, ann, ben, chat } = await annAndBen();
    const before = await loads(team);
    const answer = await transfer(chat, ann.token, ben.id);
    expect(answer).toMatchObject({ status: 200, body: { state: 'in_progress', agent: { id: ben.id, name: 'Ben' } } });
    const after = await loads(team);
    expect([after.Ann?.active, after.Ben?.active]).toEqual([0, 1]);
    expect(after.Ben?.last).toBeGreaterThan(before.Ann?.last ?? 0); // a transfer in is a last assignment
    const [, , event] = await routing.service.outbox(chat);
    expect(event).toMatchObject({
      type: 'chat.assigned.v1',
      data: {
        agent: { id: ben.id },
        previousAgentId: ann.id,
        method: 'manual',
        cause: 'transfer',
        reason: { sentence: 'Ann transferred the chat to Ben.' },
        actor: { kind: 'agent', id: ann.id },
      },
    });
  });

  it.each(['agent', 'manager'])(
    'is answered as success when the %s repeats it, and changes nothing then',
    async (by) => {
      const { team, ann, ben, chat } = await annAndBen();
      const token = by === 'agent' ? ann.token : team.managerToken;
      await transfer(chat, token, ben.id);
      const [story, before] = [await team.story(chat), await loads(team)];
      // The agent's answer was lost on the way: the chat is Ben's already, as it was to be.
      expect(await transfer(chat, token, ben.id)).toMatchObject({ status: 200, body: { agent: { id: ben.id } } });
      expect([await team.story(chat), await loads(team)]).toEqual([story, before]);
    },
  );

  it.each(['busy', 'hidden'])('may go to whoever is connected, also when %s', async (availability) => {
    const { team, ann, chat } = await annAndBen();
    const cem = await team.agent('Cem', { availability });
    // Any UUID is accepted, in capital letters too.
    expect((await transfer(chat.toUpperCase(), ann.token, cem.id.toUpperCase())).status).toBe(200);
    expect(await team.ownerOf(chat)).toBe('Cem');
  });

  it('frees a place, which drains the queue', async () => {
    const team = await routing.team({ defaultCapacity: 1 });
    const ann = await team.agent('Ann');
    const owned = await team.request();
    const waiting = await team.request();
    const ben = await team.agent('Ben', { availability: 'busy' });
    expect((await transfer(owned, ann.token, ben.id)).status).toBe(200);
    await team.soonOwnedBy(waiting, 'Ann');
  });
});

describe('on a refusal the owner stays', () => {
  const refusals: [
    string,
    number,
    (o: { team: TeamUnderTest; ann: AgentOnDuty; ben: AgentOnDuty }) => Promise<string>,
  ][] = [
    ['AGENT.AT_CAPACITY', 409, async ({ team }) => (await team.agent('Full', { capacity: 0 })).id],
    ['AGENT.NOT_CONNECTED', 409, async ({ team }) => (await team.agent('Away', { connected: false })).id],
    ['AGENT.NOT_FOUND', 404, () => Promise.resolve(uuidv7())],
    [
      'AGENT.INACTIVE',
      409,
      async ({ team, ben }) => {
        await routing.service.deliver('routing.configuration', [
          anAgent(team.id, ben.id, { name: 'Ben', version: 2, active: false }),
        ]);
        return ben.id;
      },
    ],
    ['AGENT.NOT_FOUND', 404, async () => (await (await routing.team()).agent('Foreign')).id],
  ];

  it.each(refusals)('%s', async (code, status, target) => {
    const { team, ann, ben, chat } = await annAndBen();
    const answer = await transfer(chat, ann.token, await target({ team, ann, ben }));
    expect(answer).toMatchObject({ status, body: { code } });
    expect(await team.ownerOf(chat)).toBe('Ann');
    expect(await team.story(chat)).toEqual(['chat.queued', 'chat.assigned']);
    expect((await loads(team)).Ann?.active).toBe(1);
  });

  it('only the owner or a manager of the team moves a chat', async () => {
    const { team, ben, chat } = await annAndBen();
    expect(await transfer(chat, ben.token, ben.id)).toMatchObject({ status: 403, body: { code: 'CHAT.NOT_OWNER' } });
    const other = await routing.team();
    const notThere = { status: 404, body: { code: 'CHAT.NOT_FOUND' } };
    expect(await transfer(chat, other.managerToken, ben.id)).toMatchObject(notThere);
    expect((await transfer(chat, await routing.issuers.customer(team.id, chat), ben.id)).status).toBe(403);
    expect(await team.ownerOf(chat)).toBe('Ann');
    expect((await transfer(chat, team.managerToken, ben.id)).status).toBe(200);
  });

  it('a chat that waits, is over or is unknown cannot be transferred', async () => {
    const { team, ann, ben, chat } = await annAndBen();
    const waiting = await team.request();
    const code = async (id: string) => (await transfer(id, team.managerToken, ben.id)).body.code;
    expect(await code(waiting)).toBe('CHAT.NOT_IN_PROGRESS');
    await team.end(ann, chat);
    expect(await code(chat)).toBe('CHAT.ALREADY_ENDED');
    expect(await code(uuidv7())).toBe('CHAT.NOT_FOUND');
  });

  it('only a manager passes a limit, and it is recorded', async () => {
    const { team, ann, chat } = await annAndBen();
    const full = await team.agent('Full', { capacity: 0 });
    const forbidden = { status: 403, body: { code: 'AUTH.FORBIDDEN' } };
    expect(await transfer(chat, ann.token, full.id, true)).toMatchObject(forbidden);
    expect(await team.ownerOf(chat)).toBe('Ann');
    expect((await transfer(chat, team.managerToken, full.id, true)).status).toBe(200);
    expect((await team.lastAssigned(chat)).data.reason).toMatchObject({
      sentence: 'Mia transferred the chat to Full, above the limit of 0.',
      facts: { override: true },
    });
  });
});
