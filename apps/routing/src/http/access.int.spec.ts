import { uuidv7 } from '@switchboard/contracts';
import { createDatabase, Issuers, RoutingUnderTest } from '../test-support/routing-app.harness.spec';
import { type AgentOnDuty, TeamUnderTest } from '../test-support/team.harness.spec';

let database: Awaited<ReturnType<typeof createDatabase>>;
let issuers: Issuers;
let routing: RoutingUnderTest;
let team: TeamUnderTest;
let ann: AgentOnDuty;
let waiting: string[];
let owned: string;

beforeAll(async () => {
  database = await createDatabase();
  issuers = await Issuers.start();
  routing = await RoutingUnderTest.start({ databaseUrl: database.url, issuers });
  team = await TeamUnderTest.create(routing, issuers, { method: 'manual' });
  ann = await team.agent('Ann');
  owned = await team.request();
  await team.claim(ann, owned);
  waiting = await team.requests(4);
}, 60_000);

afterAll(async () => {
  await routing.close();
  issuers.close();
  await database.drop();
});

const get = (path: string, token: string) => routing.call('GET', path, token);

describe('another team', () => {
  it('sees nothing and may do nothing: the same answer as for a chat that does not exist', async () => {
    const other = await TeamUnderTest.create(routing, issuers);
    const eve = await other.agent('Eve');
    const missing = uuidv7();
    for (const id of [waiting[0], owned, missing]) {
      for (const [method, path, token, body] of [
        ['GET', `/chats/${id}`, eve.token],
        ['GET', `/chats/${id}/position`, eve.token],
        ['GET', `/chats/${id}/decisions`, other.managerToken],
        ['POST', `/chats/${id}/claim`, eve.token],
        ['POST', `/chats/${id}/end`, other.managerToken],
        ['POST', `/chats/${id}/assign`, other.managerToken, { agentId: eve.id }],
      ] as const) {
        expect(await routing.call(method, path, token, body)).toMatchObject({
          status: 404,
          body: { code: 'CHAT.NOT_FOUND' },
        });
      }
    }
    const availability = { availability: 'busy' };
    const answer = await routing.call('PUT', `/agents/${ann.id}/availability`, other.managerToken, availability);
    expect(answer).toMatchObject({ status: 404, body: { code: 'AGENT.NOT_FOUND' } });
    expect((await get('/chats', eve.token)).body.items).toEqual([]);
    expect((await get('/chats?state=in_progress', eve.token)).body.items).toEqual([]);
    expect((await get('/agents', eve.token)).body.items).toMatchObject([{ id: eve.id }]);
    const assign = await routing.call('POST', `/chats/${waiting[0]}/assign`, team.managerToken, { agentId: eve.id });
    expect(assign).toMatchObject({ status: 404, body: { code: 'AGENT.NOT_FOUND' } });
  });
});

describe('roles', () => {
  it('no token is 401, a wrong role is 403', async () => {
    const customer = await issuers.customer(team.id, waiting[0] ?? '');
    const operator = await issuers.account({ roles: ['operator'] });
    expect((await get('/chats', 'nonsense')).status).toBe(401);
    for (const [method, path, token, body] of [
      ['GET', '/chats', customer],
      ['GET', '/chats', operator],
      ['GET', '/placeholders', team.managerToken],
      ['POST', `/chats/${waiting[0]}/claim`, team.managerToken],
      ['POST', `/chats/${waiting[0]}/claim`, customer],
      ['POST', `/chats/${waiting[0]}/assign`, ann.token, { agentId: ann.id }],
      ['PUT', `/agents/${uuidv7()}/availability`, ann.token, { availability: 'busy' }],
    ] as const) {
      expect((await routing.call(method, path, token, body)).status).toBe(403);
    }
  });

  it('an agent ends the own chats only, a manager any', async () => {
    const ben = await team.agent('Ben');
    const chat = await team.request();
    await team.claim(ann, chat);
    expect(await team.end(ben, chat)).toMatchObject({ status: 403, body: { code: 'CHAT.NOT_OWNER' } });
    expect((await routing.call('POST', `/chats/${chat}/end`, team.managerToken, { reason: 'spam' })).status).toBe(200);
    expect(await team.end(ann, chat)).toMatchObject({ status: 200, body: { state: 'ended', customer: null } }); // a repeat
    expect(await team.claim(ann, chat)).toMatchObject({ status: 409, body: { code: 'CHAT.ALREADY_ENDED' } });
    const { body } = await get(`/chats/${chat}/decisions`, team.managerToken);
    const sentences = (body.items as { sentence: string }[]).map((item) => item.sentence);
    expect(sentences).toEqual([
      'The team assigns by hand: the chat waited until somebody pressed Assign.',
      'Ann pressed Assign.',
      'Mia ended the chat (spam).',
    ]);
  });
});

describe('the waiting list', () => {
  it('is oldest first with positions, by pages that stay right while chats are claimed', async () => {
    const page = await get('/chats?state=waiting&limit=2', ann.token);
    expect(page.body.items).toMatchObject([
      { id: waiting[0], position: 1, customer: { name: 'Cleo' }, firstMessage: 'Where is my parcel?', agent: null },
      { id: waiting[1], position: 2 },
    ]);
    const next = await get(`/chats?state=waiting&limit=2&cursor=${String(page.body.nextCursor)}`, ann.token);
    expect(next.body).toMatchObject({
      items: [
        { id: waiting[2], position: 3 },
        { id: waiting[3], position: 4 },
      ],
      nextCursor: null,
    });
  });

  it('tells a customer the place in it, of the own chat only', async () => {
    const [, second, third] = waiting as [string, string, string];
    const customer = await issuers.customer(team.id, third);
    expect((await get(`/chats/${third}/position`, customer)).body).toEqual({
      chatId: third,
      state: 'waiting',
      position: 3,
      exact: true,
      estimatedWaitSeconds: null,
      estimateBasis: 'no_history',
    });
    expect((await get(`/chats/${second}/position`, customer)).status).toBe(404);
    await team.claim(ann, second);
    expect((await get(`/chats/${third}/position`, customer)).body).toMatchObject({ position: 2 });
  });

  it('counts to a hundred', async () => {
    const long = await TeamUnderTest.create(routing, issuers, { method: 'manual' });
    const chats = await long.requests(102);
    const position = async (i: number) => (await get(`/chats/${chats[i]}/position`, long.managerToken)).body;
    expect(await position(99)).toMatchObject({ position: 100, exact: true });
    expect(await position(100)).toMatchObject({ position: 101, exact: false });
    expect(await position(101)).toMatchObject({ position: 101, exact: false });
  });
});

describe('chats in progress', () => {
  it('are listed for the team and for one agent', async () => {
    const ben = await team.agent('Bea');
    const all = await get('/chats?state=in_progress', team.managerToken);
    expect((all.body.items as { id: string }[]).map((chat) => chat.id)).toContain(owned);
    expect((await get(`/chats?state=in_progress&agentId=${ben.id}`, ben.token)).body.items).toEqual([]);
  });
});

describe('bad input', () => {
  it.each([
    ['GET', '/chats?state=gone', undefined, 'state'],
    ['GET', '/chats?limit=1000', undefined, 'limit'],
    ['GET', '/chats?cursor=abc', undefined, 'cursor'],
    ['GET', '/chats/17', undefined, 'id'],
    ['PUT', '/agents/me/availability', { availability: 'asleep' }, 'availability'],
    ['PUT', '/agents/me/availability', { availability: 'busy', until: 5 }, 'until'],
  ])('%s %s names the field', async (method, path, body, field) => {
    const answer = await routing.call(method, path, ann.token, body);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });
});
