import { aCancel, aRequest } from './test-support/builders.harness.spec';
import type { RoutingUnderTest } from './test-support/routing-app.harness.spec';
import { eventually } from './test-support/team.harness.spec';
import { useRouting } from './test-support/use-routing.harness.spec';

const routing = useRouting();
let two: RoutingUnderTest;

describe('two instances on the same partitions (an old owner that goes on after a rebalance)', () => {
  beforeAll(async () => {
    two = await routing.another();
  }, 60_000);
  afterAll(() => two.close());

  it('assign each chat once, never over a limit, whatever they do at once', async () => {
    const one = routing.service;
    const team = await routing.team({ defaultCapacity: 6 });
    const agents = await Promise.all(['Ann', 'Ben', 'Cem', 'Dee'].map((name) => team.agent(name)));
    const events = Array.from({ length: 120 }, () => aRequest(team.id));
    const cancels = events.filter((_, i) => i % 5 === 0).map((event) => aCancel(team.id, event.data.chatId));
    const batches = Array.from({ length: 12 }, (_, i) => events.slice(i * 10, i * 10 + 10));

    const deliverAll = async (instance: RoutingUnderTest, order: typeof batches) => {
      for (const batch of order) await instance.deliver('routing.requests', batch);
    };
    const press = async () => {
      for (const { data } of events.slice(40, 60)) {
        const path = `/chats/${data.chatId}/claim`;
        await Promise.all(agents.map(({ token }, i) => (i % 2 ? two : one).call('POST', path, token)));
      }
    };
    const leave = async () => {
      for (const cancel of cancels) await two.deliver('routing.requests', [cancel]);
    };
    await Promise.all([deliverAll(one, batches), deliverAll(two, [...batches].reverse()), press(), leave()]);

    await team.eventuallyDrained();
    const rows = <T>(sql: string) => one.rows<T>(sql, [team.id]);
    expect(await rows('SELECT id FROM agent WHERE team_id = $1 AND active_chats > capacity')).toEqual([]);
    expect(await rows('SELECT count(*)::int AS chats FROM chat WHERE team_id = $1')).toEqual([{ chats: 120 }]);
    expect(await rows('SELECT sum(active_chats)::int AS owned FROM agent WHERE team_id = $1')).toEqual([{ owned: 24 }]);
    await expectStories(
      one,
      events.map((event) => event.data.chatId),
    );
  }, 60_000);

  it('run one deadline once', async () => {
    const team = await routing.team({ afterGrace: 'requeue' });
    const ann = await team.agent('Ann');
    const chats = await team.requests(5);
    await team.connect(ann, false);
    await routing.makeDue(ann.id);
    for (const chat of chats) {
      await eventually(async () => expect(await team.story(chat)).toEqual(['chat.assigned', 'chat.requeued']));
    }
  });
});

/** At most one assignment (nothing is transferred here) and at most one end, which is the last word. */
async function expectStories(service: RoutingUnderTest, chatIds: string[]): Promise<void> {
  const events = await service.outbox();
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
