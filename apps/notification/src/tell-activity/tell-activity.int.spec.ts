import { uuidv7 } from '@switchboard/contracts';
import { StreamClient } from '@switchboard/testing';
import * as events from '../specs/events.support.spec';
import { eventually, type Instance, World } from '../specs/instance.support.spec';
import { Topics } from '../specs/topics.support.spec';

let world: World;
let topics: Topics;
let one: Instance;
let two: Instance;

beforeAll(async () => {
  world = await World.create();
  topics = new Topics(world.kafka);
  await topics.open();
  [one, two] = [await world.start(), await world.start()];
}, 60_000);
afterAll(async () => {
  await world?.end();
  await topics?.close();
}, 60_000);

/** A chat that Ann has, in two tabs on two instances, while her colleague Bob listens. */
async function aChatOfAnn() {
  const [team, chat, ann, bob] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  const open = async (at: Instance, id: string) => StreamClient.open(at.streamUrl, await world.token({ id, team }));
  const [tabs, bobHears] = [[await open(one, ann), await open(two, ann)], await open(one, bob)];
  const of = { team, chat };
  await topics.publish(events.assigned({ ...of, seq: 1, agent: ann }));
  await Promise.all([...tabs, bobHears].map((stream) => stream.received(1)));
  const close = (): void => [...tabs, bobHears].forEach((stream) => stream.close());
  return { of, ann, bob, tabs, bobHears, close };
}

const passed = (stream: StreamClient, count: number): Promise<void> =>
  eventually(() => expect(stream.passing).toHaveLength(count));

it('who is typing and what was read is told to the owner, in every tab, and to nobody else', async () => {
  const { of, tabs, bobHears, close } = await aChatOfAnn();
  const [typing, read] = [events.activity({ ...of, kind: 'typing' }), events.activity({ ...of, kind: 'read' })];
  await topics.publish(typing, read);
  for (const tab of tabs) {
    await passed(tab, 2);
    expect(tab.passing).toEqual(expect.arrayContaining([typing, read]));
    expect(tab.events.at(-1)?.event).toBe('chat.activity');
  }
  // What concerns all comes behind it: had Bob been told, it would have come before.
  const queued = events.queued({ team: of.team, chat: uuidv7(), seq: 2 });
  await topics.publish(queued);
  await bobHears.received(2);
  expect(bobHears.passing).toEqual([]);
  close();
});

it('has no number: the feed goes on as if nothing had been', async () => {
  const { of, tabs, close } = await aChatOfAnn();
  const [tab] = tabs as [StreamClient];
  await topics.publish(events.activity({ ...of, kind: 'read' }));
  await passed(tab, 1);
  expect(tab.lastEventId).toBe('1');
  await topics.publish(events.message(of));
  await tab.received(2);
  expect(tab.numbers).toEqual([1, 2]);
  const rows = await world.query('SELECT topic FROM feed_event WHERE team_id = $1 ORDER BY number', [of.team]);
  expect(rows).toEqual([{ topic: 'chat.assigned' }, { topic: 'chat.message' }]);
  close();
});

it('a typing that is old when it is read is dropped, a mark is not; both go to who owns the chat by then', async () => {
  const { of, ann, bob, tabs, bobHears, close } = await aChatOfAnn();
  await topics.publish(events.transferred({ ...of, seq: 2, from: ann, to: bob }));
  await Promise.all([...tabs, bobHears].map((stream) => stream.received(2)));
  const time = new Date(Date.now() - 60_000);
  const [old, read] = [
    events.activity({ ...of, kind: 'typing', time }),
    events.activity({ ...of, kind: 'read', time }),
  ];
  await topics.publish(old, read);
  await passed(bobHears, 1);
  expect(bobHears.passing).toEqual([read]);
  // What concerns all comes behind it, in the tab of the other instance too: had Ann been told, it would have come before.
  await topics.publish(events.queued({ team: of.team, chat: uuidv7(), seq: 3 }));
  await Promise.all(tabs.map((tab) => tab.received(3)));
  expect(tabs.map(({ passing }) => passing)).toEqual([[], []]);
  close();
});

it('of a chat that nobody owns nothing is told, and nothing is held up', async () => {
  const { of, tabs, close } = await aChatOfAnn();
  const read = events.activity({ ...of, kind: 'read' });
  // One key, one partition: read in this order.
  await topics.publish({ ...events.activity({ ...of, chat: uuidv7(), kind: 'read' }), partitionkey: of.chat }, read);
  await passed(tabs[0] as StreamClient, 1);
  expect(tabs[0]?.passing).toEqual([read]);
  close();
});
