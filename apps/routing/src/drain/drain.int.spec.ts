import { anAgent, aBeat } from '../test-support/builders.harness.spec';
import { createDatabase, Issuers, RoutingUnderTest } from '../test-support/routing-app.harness.spec';
import { type AgentOnDuty, eventually, expectConsistent, TeamUnderTest } from '../test-support/team.harness.spec';
import { drainMetrics } from './drain.metrics';

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

const safetyHits = async (): Promise<number> => (await drainMetrics.safetyHits.get()).values[0]?.value ?? 0;

/** What frees a place, with the agent as it is before. */
const causes: [
  string,
  Parameters<TeamUnderTest['agent']>[1],
  (team: TeamUnderTest, ann: AgentOnDuty, owned: string) => Promise<unknown>,
][] = [
  ['a chat ends', { capacity: 1 }, (team, ann, owned) => team.end(ann, owned)],
  ['a status changes', { availability: 'busy' }, (team, ann) => team.availability(ann, 'available')],
  ['an agent connects', { connected: false }, (team, ann) => team.connect(ann)],
  [
    'a capacity is raised',
    { capacity: 1 },
    (team, ann) =>
      routing.deliver('routing.configuration', [anAgent(team.id, ann.id, { name: 'Ann', capacity: 2, version: 2 })]),
  ],
  ['the default capacity is raised', {}, (team) => team.configure({ defaultCapacity: 2 })],
];

describe('whatever frees a place drains the queue at once, oldest first, without the safety scan', () => {
  it.each(causes)('%s', async (_, agent, free) => {
    const before = await safetyHits();
    const team = await TeamUnderTest.create(routing, issuers, { defaultCapacity: 1 });
    const ann = await team.agent('Ann', agent);
    const takes = agent?.availability === undefined && agent?.connected === undefined;
    const owned = takes ? await team.request() : '';
    const [older, newer] = (await team.requests(2)) as [string, string];
    expect(await team.ownerOf(older)).toBeUndefined();
    await free(team, ann, owned);
    await team.soonOwnedBy(older, 'Ann');
    expect(await team.ownerOf(newer)).toBeUndefined();
    expect((await team.lastAssigned(older)).data).toMatchObject({ cause: 'drain', method: 'automatic' });
    expect(await safetyHits()).toBe(before);
  });

  it('more than one chunk', async () => {
    const team = await TeamUnderTest.create(routing, issuers, { method: 'manual', defaultCapacity: 900 });
    for (let i = 0; i < 3; i++) await team.requests(400);
    await team.agent('Ann');
    await team.configure({ method: 'automatic', defaultCapacity: 900 });
    await eventually(
      async () => {
        const [row] = await routing.rows('SELECT waiting, drain_due FROM team WHERE id = $1', [team.id]);
        expect(row).toEqual({ waiting: 300, drain_due: false });
      },
      { timeoutMs: 20_000 },
    );
  }, 30_000);
});

/** The team's census after a busy agent has become available. */
const ONE_MORE_FREE = 'busy_agents = busy_agents - 1, free_agents = free_agents + 1';

describe('the safety scan', () => {
  it('finds a team whose drain nobody ran, and counts it', async () => {
    const team = await TeamUnderTest.create(routing, issuers);
    const chat = await team.request();
    const ann = await team.agent('Ann', { availability: 'busy' });
    const before = await safetyHits();
    // As a process leaves it that dies right after its commit.
    await routing.rows(`UPDATE agent SET availability = 'available' WHERE id = $1`, [ann.id]);
    await routing.rows(
      `UPDATE team SET drain_due = true, drain_due_at = clock_timestamp(), ${ONE_MORE_FREE} WHERE id = $1`,
      [team.id],
    );
    await team.soonOwnedBy(chat, 'Ann');
    expect(await safetyHits()).toBe(before + 1);
  });

  it('is not needed when another instance tells', async () => {
    const team = await TeamUnderTest.create(routing, issuers);
    const chat = await team.request();
    const ann = await team.agent('Ann', { availability: 'busy' });
    await routing.rows(`UPDATE agent SET availability = 'available' WHERE id = $1`, [ann.id]);
    await routing.rows(
      `WITH flagged AS (
         UPDATE team SET drain_due = true, drain_due_at = clock_timestamp() + interval '1 h', ${ONE_MORE_FREE}
         WHERE id = $1)
       SELECT pg_notify('switchboard_routing_drain', $2)`,
      [team.id, team.id],
    );
    await team.soonOwnedBy(chat, 'Ann');
  });
});

describe('while no beat of presence is heard', () => {
  it('nobody is assigned automatically, claims go on, and the first beat gives out what waited', async () => {
    const team = await TeamUnderTest.create(routing, issuers);
    const ann = await team.agent('Ann');
    await routing.rows(`UPDATE presence_pulse SET heard_at = clock_timestamp() - interval '16 s'`);
    const [first, second] = (await team.requests(2)) as [string, string];
    const { body } = await routing.call('GET', `/chats/${first}/decisions`, team.managerToken);
    expect(body.items).toMatchObject([{ why: 'presence_unknown' }]);
    expect((await team.claim(ann, second)).status).toBe(200);

    const before = await safetyHits();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await team.ownerOf(first)).toBeUndefined();
    // A beat that is read while catching up is no sign of life.
    await routing.deliver('routing.presence', [aBeat(new Date(Date.now() - 60_000))]);
    expect(await team.ownerOf(await team.request())).toBeUndefined();

    await routing.deliver('routing.presence', [aBeat()]);
    await team.soonOwnedBy(first, 'Ann');
    expect(await safetyHits()).toBe(before);
  });
});
