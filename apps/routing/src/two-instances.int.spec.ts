import { aCancel, aRequest } from './test-support/builders.harness.spec';
import { createDatabase, Issuers, RoutingUnderTest } from './test-support/routing-app.harness.spec';
import { eventually, expectConsistent, TeamUnderTest } from './test-support/team.harness.spec';

let database: Awaited<ReturnType<typeof createDatabase>>;
let issuers: Issuers;
let instances: [RoutingUnderTest, RoutingUnderTest];

beforeAll(async () => {
  database = await createDatabase();
  issuers = await Issuers.start();
  const start = () => RoutingUnderTest.start({ databaseUrl: database.url, issuers });
  instances = [await start(), await start()];
}, 60_000);

afterAll(async () => {
  for (const instance of instances) await instance.close();
  issuers.close();
  await database.drop();
});

describe('two instances on the same partitions (an old owner that goes on after a rebalance)', () => {
  it('assign each chat once, never over a limit, whatever they do at once', async () => {
    const [one, two] = instances;
    const team = await TeamUnderTest.create(one, issuers, { defaultCapacity: 6 });
    const agents = await Promise.all(['Ann', 'Ben', 'Cem', 'Dee'].map((name) => team.agent(name)));
    const events = Array.from({ length: 120 }, () => aRequest(team.id));
    const cancels = events.filter((_, i) => i % 5 === 0).map((event) => aCancel(team.id, event.data.chatId));
    const batches = Array.from({ length: 12 }, (_, i) => events.slice(i * 10, i * 10 + 10));

    const deliverAll = async (instance: RoutingUnderTest, order: typeof batches) => {
      for (const batch of order) await instance.deliver('routing.requests', batch).catch(again(instance, batch));
    };
    const press = async () => {
      for (const { data } of events.slice(40, 60)) {
        await Promise.all(agents.map((agent) => team.claim(agent, data.chatId)));
      }
    };
    const leave = async () => {
      for (const cancel of cancels) await two.deliver('routing.requests', [cancel]);
    };
    await Promise.all([deliverAll(one, batches), deliverAll(two, [...batches].reverse()), press(), leave()]);

    await eventually(async () => {
      const due = await one.rows('SELECT 1 FROM team WHERE drain_due');
      expect(due).toEqual([]);
    });
    await expectConsistent(one);
    expect(await one.rows('SELECT id FROM agent WHERE active_chats > capacity')).toEqual([]);
    expect(await one.rows('SELECT count(*)::int AS chats FROM chat')).toEqual([{ chats: 120 }]);
    expect(await one.rows('SELECT sum(active_chats)::int AS owned FROM agent')).toEqual([{ owned: 24 }]);
    await expectStories(
      one,
      events.map((event) => event.data.chatId),
    );
  }, 60_000);
});

/** As the runner does after a transient error: the whole batch again. */
const again = (instance: RoutingUnderTest, batch: ReturnType<typeof aRequest>[]) => async (error: Error) => {
  if (error.name !== 'StaleWriteError') throw error;
  await instance.deliver('routing.requests', batch);
};

/** At most one assignment (nothing is transferred here) and at most one end, which is the last word. */
async function expectStories(routing: RoutingUnderTest, chatIds: string[]): Promise<void> {
  const events = await routing.outbox();
  for (const id of chatIds) {
    const story = events.filter((event) => event.subject === id).map((event) => event.type.slice(5, -3));
    expect([
      'queued',
      'assigned',
      'queued assigned',
      'ended',
      'queued ended',
      'assigned ended',
      'queued assigned ended',
    ]).toContain(story.join(' '));
  }
}
