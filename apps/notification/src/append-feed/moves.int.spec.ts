import { uuidv7 } from '@switchboard/contracts';
import { StreamClient } from '@switchboard/testing';
import * as events from '../specs/events.support.spec';
import { eventually, type Instance, World } from '../specs/instance.support.spec';
import { Topics } from '../specs/topics.support.spec';

let world: World;
let topics: Topics;
let one: Instance;

beforeAll(async () => {
  world = await World.create();
  topics = new Topics(world.kafka);
  await topics.open();
  one = await world.start();
}, 60_000);
afterAll(async () => {
  await world?.end();
  await topics?.close();
}, 60_000);

/** Ann and Bob of one team, each at a stream, and a chat that Ann has. */
async function aTeamAtWork() {
  const [team, chat, ann, bob] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  const open = async (id: string) => StreamClient.open(one.streamUrl, await world.token({ id, team }));
  const [annHears, bobHears] = [await open(ann), await open(bob)];
  const of = { team, chat };
  await topics.publish(events.assigned({ ...of, seq: 1, agent: ann }));
  await Promise.all([annHears.received(1), bobHears.received(1)]);
  return { of, ann, bob, annHears, bobHears };
}

const heard = (stream: StreamClient): string[] => stream.cloudEvents.map(({ id }) => id);

// Topics have no order among themselves: each event is sent once the one before it was heard.
it('a transfer is heard by the old owner and the new one, and what is said then by the new one alone', async () => {
  const { of, ann, bob, annHears, bobHears } = await aTeamAtWork();
  const toAnn = events.message(of);
  await topics.publish(toAnn);
  await annHears.received(2);
  const passedOn = events.transferred({ ...of, seq: 2, from: ann, to: bob });
  await topics.publish(passedOn);
  await Promise.all([annHears.received(3), bobHears.received(2)]);
  const toBob = events.message(of);
  await topics.publish(toBob);
  await bobHears.received(3);
  const end = events.ended({ ...of, seq: 3 });
  await topics.publish(end);
  await Promise.all([annHears.received(4), bobHears.received(4)]);
  expect(heard(annHears).slice(1)).toEqual([toAnn.id, passedOn.id, end.id]);
  expect(heard(bobHears).slice(1)).toEqual([passedOn.id, toBob.id, end.id]);
  for (const stream of [annHears, bobHears]) stream.close();
});

it('after a requeue nobody hears what is said until the next owner does', async () => {
  const { of, ann, bob, annHears, bobHears } = await aTeamAtWork();
  const back = events.requeued({ ...of, seq: 2, from: ann });
  await topics.publish(back);
  await Promise.all([annHears.received(2), bobHears.received(2)]);
  const [toNobody, toBob] = [events.message(of), events.message(of)];
  await topics.publish(toNobody);
  await consumed(toNobody.id);
  const again = events.assigned({ ...of, seq: 3, agent: bob });
  await topics.publish(again);
  await Promise.all([annHears.received(3), bobHears.received(3)]);
  await topics.publish(toBob);
  await bobHears.received(4);
  expect(heard(bobHears).slice(1)).toEqual([back.id, again.id, toBob.id]);
  expect(heard(annHears).slice(1)).toEqual([back.id, again.id]);
  for (const stream of [annHears, bobHears]) stream.close();
});

// Which of two topics is read first is chance: both orders, each made sure of.
it('what is read before its chat.assigned was there before the owner hears of the chat; what is read after is heard', async () => {
  const { of, bob, annHears, bobHears } = await aTeamAtWork();
  const [before, after] = [events.message(of), events.message(of)];
  await topics.publish(before);
  await consumed(before.id);
  expect(bobHears.feed).toHaveLength(1);
  const toBob = events.assigned({ ...of, seq: 2, agent: bob });
  await topics.publish(toBob);
  await bobHears.received(2);
  await topics.publish(after);
  await bobHears.received(3);
  expect(heard(bobHears).slice(1)).toEqual([toBob.id, after.id]);
  // Intake had announced it, so whoever reads the transcript on hearing of `toBob` has it (docs/decisions/0014).
  await annHears.received(3);
  expect(heard(annHears).slice(1)).toEqual([before.id, toBob.id]);
  for (const stream of [annHears, bobHears]) stream.close();
});

it('a left message and its closing are heard by the whole team', async () => {
  const { of, ann, annHears, bobHears } = await aTeamAtWork();
  const chat = uuidv7();
  const [end, left] = events.leftAsMessage({ team: of.team, chat, seq: 5 });
  await topics.publish(end, left);
  await Promise.all([annHears.received(3), bobHears.received(3)]);
  const closed = events.messageClosed({ team: of.team, chat, seq: 6, agent: ann });
  await topics.publish(closed);
  await Promise.all([annHears.received(4), bobHears.received(4)]);
  for (const stream of [annHears, bobHears]) {
    expect(heard(stream).slice(1, 3).sort()).toEqual([end.id, left.id].sort());
    expect(heard(stream).at(-1)).toBe(closed.id);
    stream.close();
  }
});

/** It enters no feed; that it was consumed shows in the inbox alone. */
async function consumed(eventId: string): Promise<void> {
  await eventually(async () => {
    expect(await world.query('SELECT 1 FROM notification.inbox WHERE event_id = $1', [eventId])).toHaveLength(1);
  });
}
