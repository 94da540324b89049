import { uuidv7 } from '@switchboard/contracts';
import type { RefusalCode } from '@switchboard/routing-domain';
import { aCancel, anAgent, aRequest } from './test-support/builders.harness.spec';
import { useRouting } from './test-support/use-routing.harness.spec';

const routing = useRouting();
const call = (method: string, path: string, token: string, body?: unknown) =>
  routing.service.call(method, path, token, body);

/** Ann has a chat and a full desk, Ben a free one; a chat waits, another is over. Under manual assignment. */
async function desk() {
  const team = await routing.team({ method: 'manual' });
  const [ann, ben] = [await team.agent('Ann', { capacity: 1 }), await team.agent('Ben')];
  const [owned, waiting, over] = (await team.requests(3)) as [string, string, string];
  await team.claim(ann, owned);
  await call('POST', `/chats/${over}/end`, team.managerToken);
  return { team, ann, ben, owned, waiting, over };
}

/** A left message that Ann has taken. */
async function taken() {
  const team = await routing.team({ leftMessage: { outsideHours: false, nobodyAvailable: true } });
  const chat = await team.request();
  const [ann, ben] = [await team.agent('Ann'), await team.agent('Ben')];
  await call('POST', `/messages/${chat}/take`, ann.token);
  return { team, chat, ann, ben };
}

type Desk = Awaited<ReturnType<typeof desk>>;
const overHttp = (ask: (o: Desk) => Promise<{ body: Record<string, unknown> }>) => async () =>
  (await ask(await desk())).body.code;
const byEvent = async (refusals: Promise<{ code: string }[]>) => (await refusals)[0]?.code;

/** How each refusal is met from outside: a code that is added without a line here does not compile. */
const met: Record<RefusalCode, () => Promise<unknown>> = {
  'CHAT.NOT_FOUND': overHttp(({ team, ben }) => team.claim(ben, uuidv7())),
  'CHAT.ALREADY_ASSIGNED': overHttp(({ team, ben, owned }) => team.claim(ben, owned)),
  'CHAT.ALREADY_ENDED': overHttp(({ team, ben, over }) => team.claim(ben, over)),
  'CHAT.NOT_IN_PROGRESS': overHttp(({ team, ben, waiting }) =>
    call('POST', `/chats/${waiting}/transfer`, team.managerToken, { agentId: ben.id }),
  ),
  'CHAT.NOT_OWNER': overHttp(({ team, ben, owned }) => team.end(ben, owned)),
  'CHAT.CONFLICT': async () => {
    const { team, owned } = await desk();
    const other = aRequest(team.id, { chatId: owned, firstMessage: 'another' });
    return byEvent(routing.service.deliver('routing.requests', [other]));
  },
  'MESSAGE.NOT_FOUND': overHttp(({ ben, waiting }) => call('POST', `/messages/${waiting}/take`, ben.token)),
  'MESSAGE.ALREADY_TAKEN': async () => {
    const { chat, ben } = await taken();
    return (await call('POST', `/messages/${chat}/take`, ben.token)).body.code;
  },
  'MESSAGE.ALREADY_CLOSED': async () => {
    const { chat, ann, ben } = await taken();
    await call('POST', `/messages/${chat}/close`, ann.token, { note: 'Done.' });
    return (await call('POST', `/messages/${chat}/take`, ben.token)).body.code;
  },
  'AGENT.NOT_FOUND': overHttp(({ team, waiting }) =>
    call('POST', `/chats/${waiting}/assign`, team.managerToken, { agentId: uuidv7() }),
  ),
  'AGENT.INACTIVE': overHttp(async ({ team, ben, waiting }) => {
    const gone = anAgent(team.id, ben.id, { version: 2, active: false });
    await routing.service.deliver('routing.configuration', [gone]);
    return team.claim(ben, waiting);
  }),
  'AGENT.OTHER_TEAM': async () => {
    const { ann } = await desk();
    const { team } = await desk();
    return byEvent(routing.service.deliver('routing.configuration', [anAgent(team.id, ann.id, { version: 9 })]));
  },
  'AGENT.NOT_CONNECTED': overHttp(async ({ team, ben, waiting }) => {
    await team.connect(ben, false);
    return team.claim(ben, waiting);
  }),
  'AGENT.AT_CAPACITY': overHttp(({ team, ann, waiting }) => team.claim(ann, waiting)),
};

describe('every refusal of the core has its stable code', () => {
  it.each(Object.entries(met))('%s', async (code, meet) => {
    expect(await meet()).toBe(code);
  });
});

describe('a limit of', () => {
  it.each([0, 1_000])('%i holds', async (capacity) => {
    const team = await routing.team();
    await team.agent('Ann', { capacity });
    const chat = await team.request();
    expect(await team.ownerOf(chat)).toBe(capacity === 0 ? undefined : 'Ann');
  });

  it('0 lets a manager override and nobody else; lowered below what is owned it takes nothing away', async () => {
    const { team, ann, owned, waiting } = await desk();
    await routing.service.deliver('routing.configuration', [anAgent(team.id, ann.id, { version: 2, capacity: 0 })]);
    expect(await team.ownerOf(owned)).toBe('Ann');
    const assign = (override: boolean) =>
      call('POST', `/chats/${waiting}/assign`, team.managerToken, { agentId: ann.id, override });
    expect([(await assign(false)).status, (await assign(true)).status]).toEqual([409, 200]);
  });
});

describe('duplicates inside one batch', () => {
  it('lose nothing and hold up nobody: one chat each, conflicts refused, cancels in either order', async () => {
    const team = await routing.team();
    await team.agent('Ann', { capacity: 100 });
    const [one, two, early] = [aRequest(team.id), aRequest(team.id), aRequest(team.id)];
    const other = await routing.team();
    const conflict = aRequest(team.id, { chatId: one.data.chatId, firstMessage: 'another' });
    const elsewhere = aRequest(other.id, { chatId: one.data.chatId });
    const refusals = await routing.service.deliver('routing.requests', [
      ...[one, one, conflict, elsewhere, aCancel(team.id, early.data.chatId), early],
      ...[two, aCancel(team.id, two.data.chatId), two, aCancel(team.id, two.data.chatId), one],
    ]);
    expect(refusals.map(({ code }) => code)).toEqual(['CHAT.CONFLICT', 'CHAT.CONFLICT']);
    expect(await routing.service.rows('SELECT FROM chat WHERE team_id = $1', [team.id])).toHaveLength(3);
    expect(await routing.service.rows('SELECT FROM chat WHERE team_id = $1', [other.id])).toHaveLength(0);
    expect(await team.story(early.data.chatId)).toEqual(['chat.ended']);
    expect(await team.story(two.data.chatId)).toEqual(['chat.assigned', 'chat.ended']);
    expect(await team.ownerOf(one.data.chatId)).toBe('Ann');
  });
});

describe('bad ids, bodies and queries', () => {
  const id = uuidv7();
  const asked: [string, string, string, unknown?][] = [
    ['id', 'POST', '/chats/not-a-uuid/claim'],
    ['id', 'POST', "/chats/'%3B%20DROP%20TABLE%20chat/requeue"],
    ['id', 'POST', '/messages/42/take', {}],
    ['agentId', 'POST', `/chats/${id}/transfer`, { agentId: 'ben' }],
    ['agentId', 'POST', `/chats/${id}/transfer`, {}],
    ['agentId', 'POST', `/chats/${id}/assign`, { agentId: 5 }],
    ['override', 'POST', `/chats/${id}/assign`, { agentId: id, override: 'yes' }],
    ['note', 'POST', `/messages/${id}/close`, { note: '' }],
    ['note', 'POST', `/messages/${id}/close`, { note: 'a\0b' }],
    ['note', 'POST', `/messages/${id}/close`, { note: 'x'.repeat(8_001) }],
    ['reason', 'POST', `/chats/${id}/end`, { reason: '\ud800' }],
    ['availability', 'PUT', '/agents/me/availability', { availability: 'asleep' }],
    ['limit', 'GET', '/messages?limit=0'],
    ['limit', 'GET', '/chats?limit=1e9'],
    ['state', 'GET', '/chats?state=lost'],
    ['cursor', 'GET', '/messages?cursor=%7B%7D'],
    ['method', 'GET', '/method-preview?method='],
    ['strategy', 'GET', '/method-preview?method=automatic&strategy=random'],
  ];

  // Four each: what a row lacks would be Jest's callback.
  it.each(asked.map(([field, method, path, body]) => [field, method, path, body] as const))(
    'the field %s of %s %s',
    async (field, method, path, body) => {
      const token = await routing.issuers.account({ teamId: uuidv7(), roles: ['agent', 'manager'] });
      const answer = await call(method, path, token, body);
      expect(answer.status).toBe(400);
      expect(answer.body.code).toMatch(/^REQUEST\.INVALID/);
      expect(answer.body.errors).toContainEqual(expect.objectContaining({ field }));
    },
  );
});
