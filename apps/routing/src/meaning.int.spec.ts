import { uuidv7 } from '@switchboard/contracts';
import { aCancel, aRequest } from './test-support/builders.harness.spec';
import { createDatabase, Issuers, RoutingUnderTest } from './test-support/routing-app.harness.spec';
import { eventually, expectConsistent, TeamUnderTest } from './test-support/team.harness.spec';

// The table "Exact meaning" of product.md: each test names its row.

let database: Awaited<ReturnType<typeof createDatabase>>;
let issuers: Issuers;
let routing: RoutingUnderTest;

beforeAll(async () => {
  database = await createDatabase();
  issuers = await Issuers.start();
  routing = await RoutingUnderTest.start({ databaseUrl: database.url, issuers });
}, 60_000);

afterEach(() => expectConsistent(routing));

afterAll(async () => {
  await routing.close();
  issuers.close();
  await database.drop();
});

const create = (settings?: Parameters<typeof TeamUnderTest.create>[2]) =>
  TeamUnderTest.create(routing, issuers, settings);
const decisionsOf = async (team: TeamUnderTest, chatId: string) =>
  (await routing.call('GET', `/chats/${chatId}/decisions`, team.managerToken)).body.items as Record<string, unknown>[];

describe('which chats count as assigned', () => {
  it('every chat in progress, however it was assigned; the same counter ranks and limits', async () => {
    const team = await create({ method: 'manual' });
    const ann = await team.agent('Ann', { capacity: 2 });
    const ben = await team.agent('Ben');
    const [first] = await team.requests(1);
    await team.claim(ann, first ?? '');
    await team.configure({ method: 'automatic' });
    const next = await team.request(); // Ann's manual chat counts
    expect(await team.ownerOf(next)).toBe('Ben');
    await team.end(ben, next);
    const later = await team.request(); // an ended chat does not
    expect(await team.ownerOf(later)).toBe('Ben');
  });
});

describe('when was the last chat', () => {
  it('the last assignment by any path, in team order: among equals the oldest is first', async () => {
    const team = await create({ method: 'manual' });
    const ann = await team.agent('Ann');
    const ben = await team.agent('Ben');
    const [a, b] = (await team.requests(2)) as [string, string];
    await team.claim(ben, a);
    await team.claim(ann, b);
    await team.end(ann, b);
    await team.end(ben, a); // the end is no assignment: Ben's last one stays the older
    await team.configure({ method: 'automatic' });
    const chat = await team.request();
    expect(await team.ownerOf(chat)).toBe('Ben');
    const { data } = await team.lastAssigned(chat);
    expect(data.reason.facts).toMatchObject({ decidedBy: 'oldest-last-chat', runnerUpId: ann.id });
  });
});

describe('an agent who never had a chat', () => {
  it('comes before all who had one; then by agent id', async () => {
    const team = await create();
    const [low, high] = [uuidv7(), uuidv7()].sort() as [string, string];
    const had = await team.agent('Had');
    await team.end(had, await team.request());
    await team.agent('High', { id: high });
    await team.agent('Low', { id: low });
    expect(await team.ownerOf(await team.request())).toBe('Low');
    expect(await team.ownerOf(await team.request())).toBe('High');
    expect(await team.ownerOf(await team.request())).toBe('Had');
  });
});

describe('who is eligible for automatic', () => {
  it('an active member, connected, available and below capacity: nobody else', async () => {
    const team = await create();
    await team.agent('Away', { connected: false });
    await team.agent('Busy', { availability: 'busy' });
    await team.agent('Hidden', { availability: 'hidden' });
    await team.agent('Full', { capacity: 0 });
    const waiting = await team.request();
    expect(await team.ownerOf(waiting)).toBeUndefined();
    expect(await decisionsOf(team, waiting)).toMatchObject([{ kind: 'queued', why: 'nobody_eligible' }]);
  });
});

describe('who may claim', () => {
  it.each(['automatic', 'manual'] as const)('a connected member of any availability, under %s', async (method) => {
    const team = await create({ method });
    const busy = await team.agent('Busy', { availability: 'busy' });
    const hidden = await team.agent('Hidden', { availability: 'hidden' });
    const away = await team.agent('Away', { connected: false });
    const [a, b] = (await team.requests(2)) as [string, string];
    expect(await team.claim(busy, a)).toMatchObject({
      status: 200,
      body: { state: 'in_progress', agent: { name: 'Busy' } },
    });
    expect((await team.claim(hidden, b)).status).toBe(200);
    expect(await team.claim(away, await team.request())).toMatchObject({
      status: 409,
      body: { code: 'AGENT.NOT_CONNECTED' },
    });
    expect(await team.story(a)).toEqual(['chat.queued', 'chat.assigned']);
    expect((await team.lastAssigned(a)).data).toMatchObject({
      method: 'manual',
      cause: 'claim',
      actor: { kind: 'agent', id: busy.id },
      reason: { sentence: 'Busy pressed Assign.' },
    });
  });

  it('a manager may assign a waiting chat to a named agent', async () => {
    const team = await create({ method: 'manual' });
    const ann = await team.agent('Ann');
    const chat = await team.request();
    const answer = await routing.call('POST', `/chats/${chat}/assign`, team.managerToken, { agentId: ann.id });
    expect(answer).toMatchObject({ status: 200, body: { agent: { id: ann.id } } });
    expect((await team.lastAssigned(chat)).data).toMatchObject({ cause: 'manager', actor: { kind: 'manager' } });
  });
});

describe('nobody eligible', () => {
  it('the request waits, in the order routing accepted it', async () => {
    const team = await create();
    // The customer's clock says otherwise: it is shown, never sorted by.
    const later = aRequest(team.id, { requestedAt: '2026-02-02T00:00:00.000Z' });
    const earlier = aRequest(team.id, { requestedAt: '2026-01-01T00:00:00.000Z' });
    await routing.deliver('routing.requests', [later, earlier]);
    await team.agent('Ann', { capacity: 1 });
    await team.soonOwnedBy(later.data.chatId, 'Ann');
    expect(await team.ownerOf(earlier.data.chatId)).toBeUndefined();
  });
});

describe('a new request while others wait', () => {
  it('older ones go first', async () => {
    const team = await create();
    const ann = await team.agent('Ann', { capacity: 1 });
    const [had, older] = (await team.requests(2)) as [string, string];
    const newer = await team.request();
    expect(await decisionsOf(team, newer)).toMatchObject([{ why: 'older_waiting' }]);
    await team.end(ann, had);
    await team.soonOwnedBy(older, 'Ann');
    await team.end(ann, older);
    await team.soonOwnedBy(newer, 'Ann');
  });
});

describe('two agents press Assign', () => {
  it('of fifty at once one wins, the others hear who; the winner may ask again', async () => {
    const team = await create({ method: 'manual' });
    const agents = await Promise.all(Array.from({ length: 50 }, (_, i) => team.agent(`Agent ${i}`)));
    const chat = await team.request();
    const answers = await Promise.all(agents.map((agent) => team.claim(agent, chat)));
    const winner = agents[answers.findIndex((answer) => answer.status === 200)];
    if (!winner) throw new Error('nobody won');
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
    const lost = answers.filter((answer) => answer.status !== 200);
    const named = { id: winner.id, name: winner.name };
    for (const answer of lost) {
      expect(answer).toMatchObject({ status: 409, body: { code: 'CHAT.ALREADY_ASSIGNED', winner: named } });
    }
    expect((await team.claim(winner, chat)).status).toBe(200);
    expect(await team.story(chat)).toEqual(['chat.queued', 'chat.assigned']);
    const list = await routing.call('GET', '/chats?state=waiting', winner.token);
    expect(list.body.items).toEqual([]);
  }, 60_000);
});

describe('capacity and manual Assign', () => {
  it('the limit holds for both methods; a manager may override, and it is recorded', async () => {
    const team = await create({ method: 'manual', defaultCapacity: 1 });
    const ann = await team.agent('Ann');
    const [a, b] = (await team.requests(2)) as [string, string];
    await team.claim(ann, a);
    const full = { status: 409, body: { code: 'AGENT.AT_CAPACITY' } };
    expect(await team.claim(ann, b)).toMatchObject(full);
    const assign = (override?: boolean) =>
      routing.call('POST', `/chats/${b}/assign`, team.managerToken, { agentId: ann.id, override });
    expect(await assign()).toMatchObject(full);
    expect((await assign(true)).status).toBe(200);
    const items = await decisionsOf(team, b);
    expect(items[1]).toMatchObject({
      sentence: 'Mia gave the chat to Ann, above the limit of 1.',
      facts: { override: true, activeChats: 1, capacity: 1 },
    });
  });
});

describe('manual -> automatic with a queue, and back', () => {
  it('drains at once, oldest first; back again offers stop and owned chats stay', async () => {
    const team = await create({ method: 'manual', defaultCapacity: 2 });
    await team.agent('Ann');
    const [a, b, c] = (await team.requests(3)) as [string, string, string];
    await team.configure({ method: 'automatic', defaultCapacity: 2 });
    await team.soonOwnedBy(b, 'Ann');
    expect([await team.ownerOf(a), await team.ownerOf(c)]).toEqual(['Ann', undefined]);
    expect((await team.lastAssigned(a)).data).toMatchObject({
      cause: 'drain',
      method: 'automatic',
      settingsVersion: 2,
    });
    await team.configure({ method: 'manual', defaultCapacity: 9 });
    expect([await team.ownerOf(a), await team.ownerOf(c)]).toEqual(['Ann', undefined]);
  });
});

describe('customer leaves', () => {
  it('waiting: cancelled; in progress: ended; announced once by chat.ended, the last word', async () => {
    const team = await create();
    await team.agent('Ann', { capacity: 1 });
    const [owned, waiting] = (await team.requests(2)) as [string, string];
    await routing.deliver('routing.requests', [aCancel(team.id, waiting), aCancel(team.id, owned)]);
    await routing.deliver('routing.requests', [aCancel(team.id, waiting), aCancel(team.id, owned)]);
    expect(await team.story(waiting)).toEqual(['chat.queued', 'chat.ended']);
    expect(await team.story(owned)).toEqual(['chat.assigned', 'chat.ended']);
    expect((await routing.outbox(waiting)).at(-1)).toMatchObject({ data: { outcome: 'cancelled' } });
    expect((await routing.outbox(owned)).at(-1)).toMatchObject({
      data: { outcome: 'ended', actor: { kind: 'customer' } },
    });
  });

  it('a cancel before its request, in the same batch or another: the outcome is the same', async () => {
    const team = await create();
    await team.agent('Ann');
    const [one, two] = [aRequest(team.id), aRequest(team.id)];
    await routing.deliver('routing.requests', [aCancel(team.id, one.data.chatId), one]);
    await routing.deliver('routing.requests', [aCancel(team.id, two.data.chatId)]);
    await routing.deliver('routing.requests', [two, aCancel(team.id, two.data.chatId)]);
    for (const { data } of [one, two]) {
      expect(await team.story(data.chatId)).toEqual(['chat.ended']);
      expect((await routing.outbox(data.chatId))[0]).toMatchObject({ data: { outcome: 'cancelled' } });
    }
    expect(await routing.rows('SELECT * FROM early_cancel WHERE team_id = $1', [team.id])).toEqual([]);
  });

  it('a cancel that races a claim has one winner, and every number of the story rises', async () => {
    const team = await create({ method: 'manual' });
    const ann = await team.agent('Ann');
    for (let i = 0; i < 5; i++) {
      const chat = await team.request();
      await Promise.all([team.claim(ann, chat), routing.deliver('routing.requests', [aCancel(team.id, chat)])]);
      const events = await routing.outbox(chat);
      const story = events.map((event) => event.type);
      const assigned = story.includes('chat.assigned.v1');
      expect(story.at(-1)).toBe('chat.ended.v1');
      expect(events.at(-1)).toMatchObject({ data: { outcome: assigned ? 'ended' : 'cancelled' } });
      const numbers = events.map((event) => event.teamseq ?? 0);
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
    }
  });
});

describe('agent statuses', () => {
  it('intent and fact are apart: each stays while the other changes', async () => {
    const team = await create();
    const ann = await team.agent('Ann', { availability: 'busy' });
    await team.connect(ann, false);
    const view = async () => {
      const { body } = await routing.call('GET', '/agents', team.managerToken);
      return (body.items as Record<string, unknown>[])[0];
    };
    expect(await view()).toMatchObject({ availability: 'busy', connected: false });
    await team.availability(ann, 'available');
    await team.connect(ann);
    expect(await view()).toMatchObject({ availability: 'available', connected: true });
    const versions = (await routing.outbox(ann.id)).map((event) => (event.data as { version: number }).version);
    expect(versions).toEqual([1, 2]);
  });
});

describe('redelivery, replay, restart', () => {
  it('the same request never makes two chats or two assignments', async () => {
    const team = await create();
    await team.agent('Ann');
    const request = aRequest(team.id);
    for (let i = 0; i < 3; i++) await routing.deliver('routing.requests', [request, request]);
    expect(await team.story(request.data.chatId)).toEqual(['chat.assigned']);
    await eventually(async () => {
      const { body } = await routing.call('GET', '/agents', team.managerToken);
      expect(body.items).toMatchObject([{ activeChats: 1 }]);
    });
  });
});
