import { uuidv7 } from '@switchboard/contracts';
import { DataSource } from 'typeorm';
import { anAgent, aPresence, aTeam } from '../test-support/builders.harness.spec';
import { createDatabase, Issuers, RoutingUnderTest } from '../test-support/routing-app.harness.spec';
import { eventually, expectConsistent, TeamUnderTest } from '../test-support/team.harness.spec';

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

const configure = (...events: (ReturnType<typeof aTeam> | ReturnType<typeof anAgent>)[]) =>
  routing.deliver('routing.configuration', events);
const teamRow = async (id: string) => (await routing.rows('SELECT * FROM team WHERE id = $1', [id]))[0];
const agentRow = async (id: string) => (await routing.rows('SELECT * FROM agent WHERE id = $1', [id]))[0];

describe('versions', () => {
  it('of a team: lower and equal ones are dropped, whatever the order of arrival', async () => {
    const id = uuidv7();
    const newer = aTeam(id, { version: 7, name: 'Seven', graceSeconds: 7 });
    await configure(newer, aTeam(id, { version: 6, name: 'Six' }), aTeam(id, { version: 7, name: 'Other' }));
    const row = await teamRow(id);
    expect(row).toMatchObject({ version: 7, name: 'Seven' });
    expect(JSON.parse(row?.settings as string)).toEqual(newer.data); // what routing will need of it later
  });

  it('of an agent: lower and equal ones are dropped; presence and configuration come in any order', async () => {
    const team = await TeamUnderTest.create(routing, issuers);
    const id = uuidv7();
    const presence = (connected: boolean, version: number) => aPresence(team.id, id, connected, version);
    await routing.deliver('routing.presence', [presence(true, 2), presence(false, 1)]);
    const hidden = await routing.call('GET', '/agents', team.managerToken);
    expect(hidden.body.items).toEqual([]); // only heard of
    await configure(
      anAgent(team.id, id, { version: 3, name: 'New' }),
      anAgent(team.id, id, { version: 2, name: 'Old' }),
    );
    expect(await agentRow(id)).toMatchObject({ name: 'New', connected: true, configuration_version: 3, capacity: 5 });
  });

  it('each assignment names the settings it was made under', async () => {
    const team = await TeamUnderTest.create(routing, issuers);
    await team.agent('Ann');
    const one = await team.request();
    await team.configure({ defaultCapacity: 6 });
    const two = await team.request();
    expect((await team.lastAssigned(one)).data.settingsVersion).toBe(1);
    expect((await team.lastAssigned(two)).data.settingsVersion).toBe(2);
  });
});

describe('capacity', () => {
  it("is the agent's own, or the team's default written out; lowering it takes nothing away", async () => {
    const team = await TeamUnderTest.create(routing, issuers, { defaultCapacity: 2 });
    const own = await team.agent('Own', { capacity: 1 });
    const of = await team.agent('Default');
    const chats = await team.requests(3);
    await team.configure({ defaultCapacity: 1 });
    expect(await agentRow(own.id)).toMatchObject({ capacity: 1, active_chats: 1 });
    expect(await agentRow(of.id)).toMatchObject({ capacity: 1, active_chats: 2 });
    for (const chat of chats) expect(await team.ownerOf(chat)).toBeDefined();
    await team.end(of, chats.at(-1) ?? '');
    expect(await team.ownerOf(await team.request())).toBeUndefined();
  });
});

describe('an agent who leaves the team', () => {
  it.each([
    ['deactivated', { active: false }],
    ['removed', { removed: true }],
    ['no agent any more', { roles: ['manager' as const] }],
  ])('%s: gets no more chats and gives up those owned', async (_, change) => {
    const team = await TeamUnderTest.create(routing, issuers);
    const ann = await team.agent('Ann');
    const owned = await team.request();
    await configure(anAgent(team.id, ann.id, { name: 'Ann', version: 2, ...change }));
    const waiting = await team.request();
    expect([await team.ownerOf(owned), await team.ownerOf(waiting)]).toEqual([undefined, undefined]);
    expect(await team.claim(ann, waiting)).toMatchObject({ status: 409, body: { code: 'AGENT.INACTIVE' } });
  });
});

describe('an agent of another team', () => {
  it('is refused: one team each for good', async () => {
    const [one, two] = [await TeamUnderTest.create(routing, issuers), await TeamUnderTest.create(routing, issuers)];
    const ann = await one.agent('Ann');
    expect(await configure(anAgent(two.id, ann.id, { version: 9 }))).toEqual([
      { subject: ann.id, code: 'AGENT.OTHER_TEAM' },
    ]);
    expect(await agentRow(ann.id)).toMatchObject({ team_id: one.id, configuration_version: 1 });
  });

  it('is refused also when both teams are told in one batch', async () => {
    // Teams are locked and decided by ascending id.
    const [one, two] = [uuidv7(), uuidv7()].sort() as [string, string];
    const ann = uuidv7();
    await configure(aTeam(one), aTeam(two));
    expect(await configure(anAgent(two, ann), anAgent(one, ann), anAgent(two, ann, { version: 2 }))).toEqual([
      { subject: ann, code: 'AGENT.OTHER_TEAM' },
      { subject: ann, code: 'AGENT.OTHER_TEAM' },
    ]);
    expect(await routing.rows('SELECT team_id FROM agent WHERE id = $1', [ann])).toEqual([{ team_id: one }]);
  });

  it('is refused also when both teams are told at the same moment: the later one waits, fails, and looks again', async () => {
    const [one, two] = [await TeamUnderTest.create(routing, issuers), await TeamUnderTest.create(routing, issuers)];
    const ann = uuidv7();
    const elsewhere = routing.app.get(DataSource, { strict: false }).createQueryRunner();
    await elsewhere.startTransaction();
    await elsewhere.query('INSERT INTO agent_home (agent_id, team_id) VALUES ($1, $2)', [ann, one.id]);
    const later = configure(anAgent(two.id, ann)).catch((error: Error) => error.message);
    await eventually(async () => {
      const waits = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      expect(await routing.rows(waits)).toHaveLength(1);
    });
    await elsewhere.commitTransaction();
    await elsewhere.release();
    expect(await later).toBe('another team was just told of the same agent');
    expect(await configure(anAgent(two.id, ann))).toEqual([{ subject: ann, code: 'AGENT.OTHER_TEAM' }]);
    expect(await agentRow(ann)).toBeUndefined();
  });
});

describe('a removed team', () => {
  it('ends a request that comes too late at once: nobody waits for what is no more', async () => {
    const team = await TeamUnderTest.create(routing, issuers);
    await team.configure({ removed: true });
    const chat = await team.request();
    const expected = { outcome: 'cancelled', reason: 'team_removed', actor: { kind: 'system' } };
    expect(await routing.outbox(chat)).toMatchObject([{ type: 'chat.ended.v1', data: expected }]);
    expect(await routing.rows('SELECT FROM chat_content WHERE chat_id = $1', [chat])).toEqual([]);
  });

  it('leaves nobody without a last word: who waits is cancelled, chunk by chunk, and says why', async () => {
    const team = await TeamUnderTest.create(routing, issuers, { method: 'manual' });
    const chats = [...(await team.requests(400)), ...(await team.requests(400))];
    await team.configure({ method: 'manual', removed: true });
    await eventually(async () => {
      const [row] = await routing.rows('SELECT waiting FROM team WHERE id = $1', [team.id]);
      expect(row).toEqual({ waiting: 0 });
    });
    const events = (await routing.outbox()).filter(
      ({ teamid, type }) => teamid === team.id && type === 'chat.ended.v1',
    );
    expect(events.map(({ subject }) => subject)).toEqual(chats);
    const expected = { outcome: 'cancelled', reason: 'team_removed', actor: { kind: 'system' } };
    for (const { data } of events) expect(data).toMatchObject(expected);
    const { body } = await routing.call('GET', `/chats/${chats[0]}/decisions`, team.managerToken);
    expect(body.items).toMatchObject([{}, { sentence: 'The team was removed, so the chat ended.' }]);
    expect(await routing.rows('SELECT FROM deadline WHERE team_id = $1', [team.id])).toEqual([]);
  });

  it.each(['before', 'after'])('ends what is in progress with its agents, who are removed %s it', async (order) => {
    const team = await TeamUnderTest.create(routing, issuers);
    const ann = await team.agent('Ann');
    const chat = await team.request();
    const gone = anAgent(team.id, ann.id, { version: 2, active: false, removed: true });
    if (order === 'before') await routing.deliver('routing.configuration', [gone]);
    await team.configure({ removed: true });
    if (order === 'after') {
      expect(await team.ownerOf(chat)).toBe('Ann');
      await routing.deliver('routing.configuration', [gone]);
    }
    await eventually(async () => expect((await team.story(chat)).at(-1)).toBe('chat.ended'));
    const outcome = order === 'before' ? 'cancelled' : 'ended';
    expect((await routing.outbox(chat)).at(-1)).toMatchObject({ data: { outcome, reason: 'team_removed' } });
  });
});
