import { uuidv7 } from '@switchboard/contracts';
import { aCancel, aRequest, aTeam } from '../test-support/builders.harness.spec';
import { createDatabase, Issuers, RoutingUnderTest } from '../test-support/routing-app.harness.spec';
import { expectConsistent, TeamUnderTest } from '../test-support/team.harness.spec';

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

const deliver = (...events: Parameters<RoutingUnderTest['deliver']>[1][]) =>
  routing.deliver('routing.requests', events.flat() as never);

describe('a batch of requests', () => {
  it('drops what is equal and refuses what conflicts, inside the batch exactly as against the table', async () => {
    const team = await TeamUnderTest.create(routing, issuers);
    const other = await TeamUnderTest.create(routing, issuers);
    await team.agent('Ann');
    const known = aRequest(team.id);
    expect(await deliver([known])).toEqual([]);

    const { chatId } = known.data;
    const fresh = aRequest(team.id);
    const refusals = await deliver([
      aRequest(team.id, { chatId }), // equal to the table
      aRequest(team.id, { chatId, requestedAt: '2026-03-03T03:03:03.000Z' }), // requestedAt does not count
      aRequest(team.id, { chatId, firstMessage: 'Something else' }), // unequal to the table
      aRequest(other.id, { chatId }), // another team
      fresh,
      fresh, // equal inside the batch
      aRequest(team.id, { chatId: fresh.data.chatId, customer: { id: 'other' } }), // unequal inside the batch
    ]);
    const refused = refusals.map(({ subject, code }) => `${subject} ${code}`).sort();
    const conflicts = [chatId, chatId, fresh.data.chatId].map((id) => `${id} CHAT.CONFLICT`);
    expect(refused).toEqual(conflicts.sort());
    expect(await team.story(chatId)).toEqual(['chat.assigned']);
    expect(await team.story(fresh.data.chatId)).toEqual(['chat.assigned']);
  });

  it('of one chat id for two teams in one batch accepts one and refuses one', async () => {
    const [a, b] = [await TeamUnderTest.create(routing, issuers), await TeamUnderTest.create(routing, issuers)];
    const chatId = uuidv7();
    const refusals = await deliver([aRequest(a.id, { chatId }), aRequest(b.id, { chatId })]);
    expect(refusals).toEqual([{ subject: chatId, code: 'CHAT.CONFLICT' }]);
    expect(await routing.outbox(chatId)).toHaveLength(1);
  });

  it('of teams that nobody has heard of waits in placeholders, which operators see, and is drained by the first configuration', async () => {
    const teamId = uuidv7();
    const [first, second] = [aRequest(teamId), aRequest(teamId)];
    expect(await deliver([first, second])).toEqual([]);
    const operator = await issuers.account({ roles: ['operator'] });
    const { body } = await routing.call('GET', '/placeholders', operator);
    expect(body.items).toContainEqual({ teamId, waiting: 2, since: expect.any(String) as string });
    const stories = await routing.outbox(first.data.chatId);
    expect(stories).toMatchObject([{ type: 'chat.queued.v1', data: { why: 'team_unknown' } }]);

    await routing.deliver('routing.configuration', [aTeam(teamId)]);
    const after = await routing.call('GET', '/placeholders', operator);
    expect(after.body.items).not.toContainEqual(expect.objectContaining({ teamId }));
  });

  it('keeps placeholders bounded: beyond, requests of unknown teams are refused', async () => {
    await routing.rows(`INSERT INTO team (id) SELECT gen_random_uuid() FROM generate_series(1, 1000)`);
    const request = aRequest(uuidv7());
    expect(await deliver([request])).toEqual([{ subject: request.data.chatId, code: 'TEAM.UNKNOWN' }]);
    await routing.rows('DELETE FROM team WHERE version = 0 AND waiting = 0');
  });

  it('of 500 spread over teams assigns all, and the counters are the rows', async () => {
    const teams = await Promise.all(
      [0, 1, 2, 3].map(() => TeamUnderTest.create(routing, issuers, { defaultCapacity: 40 })),
    );
    for (const team of teams) for (const name of ['Ann', 'Ben', 'Cem']) await team.agent(name);
    const events = Array.from({ length: 500 }, (_, i) => aRequest(teams[i % 4]?.id ?? ''));
    const cancels = events.slice(0, 20).map((event) => aCancel(event.data.teamId, event.data.chatId));
    expect(await deliver([...events, ...cancels] as never)).toEqual([]);
    const [count] = await routing.rows<{ owned: string; waiting: string; ended: string }>(
      `SELECT count(*) FILTER (WHERE state = 'in_progress') AS owned, count(*) FILTER (WHERE state = 'waiting') AS waiting,
              count(*) FILTER (WHERE state = 'ended') AS ended FROM chat WHERE team_id = ANY($1)`,
      [teams.map((team) => team.id)],
    );
    expect(Number(count?.owned) + Number(count?.waiting) + Number(count?.ended)).toBe(500);
    expect(Number(count?.ended)).toBe(20);
    const over = await routing.rows('SELECT * FROM agent WHERE active_chats > capacity');
    expect(over).toEqual([]);
  }, 30_000);
});
