import { eventually, describeWithKafka, KafkaTestClient, kafkaBrokers, testNamespace } from '@switchboard/testing';
import { check, type Verdict } from './checker/check';
import { faultKinds } from './checker/findings';
import { readTopics } from './checker/read-topics';
import { chooseTogether, secondWithinFirst, type Stepping } from './wrong/interleave';
import * as pickers from './wrong/pickers';
import { competingRelay, CursorRelay, relayInOrder, relayWithout, type Send } from './wrong/relays';
import { leaveMessage } from './wrong/left-message';
import { Scene } from './wrong/scene';

/** The faults of a verdict that are not zero. */
const faultsOf = (verdict: Verdict): Partial<Verdict> =>
  Object.fromEntries(faultKinds.filter((kind) => verdict[kind] > 0).map((kind) => [kind, verdict[kind]]));

let scene: Scene;
beforeEach(async () => {
  scene = await Scene.create();
});
afterEach(() => scene.drop());

describe('the checker finds every wrong way to pick of routing.md', () => {
  const stepping = async (picker: pickers.Picker, teamId: string): Promise<Stepping> => {
    const db = await scene.session();
    return { db, generator: picker(db, teamId, scene.request(teamId)) };
  };
  const verdict = async (): Promise<Verdict> => check(await scene.evidence(await scene.published()));

  /** Two agents with a place each, two sessions that choose at the same time. */
  const together = async (picker: pickers.Picker): Promise<Verdict> => {
    const team = await scene.team(1, 1);
    const [first, second] = [await stepping(picker, team.id), await stepping(picker, team.id)];
    await chooseTogether(first, second, await scene.session());
    return verdict();
  };

  it('nothing, where the team is locked before anything is read', async () => {
    const found = await together(pickers.lockThenPick);
    expect(faultsOf(found)).toEqual({});
    expect(found).toMatchObject({ accepted: 2, picks: 2, unjudgedPicks: 0, examples: {} });
  });

  it('read, then save the count plus one', async () => {
    const found = await together(pickers.readThenSave);
    expect(faultsOf(found)).toMatchObject({ unfairPicks: 1, overCapacity: 1 });
    expect(found.counterDrift).toBeGreaterThan(0); // one chat by the counter, two by the rows
  });

  it('an atomic increment without a lock', async () => {
    expect(faultsOf(await together(pickers.incrementWithoutLock))).toEqual({ unfairPicks: 1, overCapacity: 1 });
  });

  it('lock and pick in one statement', async () => {
    expect(faultsOf(await together(pickers.lockAndPickInOne))).toEqual({ unfairPicks: 1, overCapacity: 1 });
  });

  it('FOR UPDATE SKIP LOCKED for each chat', async () => {
    const team = await scene.team(3, 3);
    const [first, second] = [await stepping(pickers.skipLocked, team.id), await stepping(pickers.skipLocked, team.id)];
    await secondWithinFirst(first, second);
    // The first agent had no chat and a lower id, and was passed over because it was just being given one.
    expect(faultsOf(await verdict())).toEqual({ unfairPicks: 1 });
  });

  it('a claim that locks only the agent, beside a batch', async () => {
    const team = await scene.team(5);
    const db = await scene.session();
    for (let i = 0; i < 4; i++) await pickers.place(pickers.lockThenPick, db, team.id, scene.request(team.id));
    const batch = await stepping(pickers.lockThenPick, team.id);
    await secondWithinFirst(batch, await stepping(pickers.claimLockingAgentOnly, team.id));
    const found = await verdict();
    expect(found.overCapacity).toBe(1);
    expect(found.examples.overCapacity?.[0]).toContain('had 6 of 5 chats');
    expect(found.counterDrift).toBeGreaterThan(0);
  });
});

describeWithKafka('the checker finds every wrong relay of routing.md', () => {
  let namespace: string;
  let kafka: KafkaTestClient;
  beforeEach(async () => {
    namespace = testNamespace();
    kafka = new KafkaTestClient();
    await kafka.createTopics(['chat.assigned', 'chat.ended', 'message.left'].map((topic) => namespace + topic));
  });
  afterEach(() => kafka.close(namespace));

  const send: Send = async (rows) => {
    // In their order: rows of several topics one by one.
    for (const { topic, key, payload } of rows) await kafka.produce(namespace + topic, { key, value: payload });
  };
  const verdict = async (): Promise<Verdict> => {
    const records = await eventually(() => readTopics(kafkaBrokers(), namespace), { timeoutMs: 60_000 });
    return check(await scene.evidence(records));
  };
  const place = async (teamId: string): Promise<void> =>
    pickers.place(pickers.lockThenPick, await scene.session(), teamId, scene.request(teamId));

  it('nothing, where one relay publishes the oldest rows', async () => {
    const team = await scene.team(3, 3);
    for (let i = 0; i < 5; i++) await place(team.id);
    await relayInOrder(await scene.session(), send);
    const found = await verdict();
    expect(faultsOf(found)).toEqual({});
    expect(found).toMatchObject({ accepted: 5, picks: 5, unjudgedPicks: 0 });
  });

  it('nothing, where a relay publishes again what it had not deleted when it was killed', async () => {
    const team = await scene.team(3);
    for (let i = 0; i < 3; i++) await place(team.id);
    await send(await scene.outbox());
    await relayInOrder(await scene.session(), send);
    const found = await verdict();
    expect(faultsOf(found)).toEqual({});
    expect(found.repeats).toBe(3);
  });

  it('a cursor (id > last) beside concurrent writers', async () => {
    const [slow, fast] = [await scene.team(3), await scene.team(3)];
    const db = await scene.session();
    const relay = new CursorRelay(await scene.session(), send);
    // The slow writer has its outbox row, with the lower id, before the fast one; it commits after it.
    const chatId = scene.request(slow.id);
    await db.query('BEGIN');
    await db.query('SELECT FROM team WHERE id = $1 FOR UPDATE', [slow.id]);
    await pickers.writePlaced(db, slow.id, chatId, slow.agents[0] ?? '');
    await place(fast.id);
    await relay.poll();
    await db.query('COMMIT');
    await relay.poll();
    await relay.prune();
    const found = await verdict();
    expect(found.lost).toBeGreaterThan(0);
    expect(found.examples.lost).toContainEqual(expect.stringContaining(`request of chat ${chatId} was accepted`));
  });

  it('one that loses every message.left', async () => {
    const team = await scene.team(1);
    const db = await scene.session();
    await leaveMessage(db, team.id, scene.request(team.id));
    await relayInOrder(db, send);
    expect(faultsOf(await verdict())).toEqual({});
    const unread = scene.request(team.id);
    await leaveMessage(db, team.id, unread);
    await relayWithout('message.left', db, send);
    const found = await verdict();
    expect(faultsOf(found)).toEqual({ lost: 1 });
    expect(found.examples.lost).toEqual([expect.stringContaining(`chat ${unread} became a left message`)]);
  });

  it('several unordered relays on one shard', async () => {
    const team = await scene.team(3, 3);
    for (let i = 0; i < 2; i++) await place(team.id);
    const [first, second] = [await scene.session(), await scene.session()];
    const steps = [first, second].map((db) => ({ db, generator: competingRelay(db, send) }));
    await secondWithinFirst(steps[0] as Stepping, steps[1] as Stepping);
    expect(faultsOf(await verdict())).toEqual({ orderViolations: 1 });
  });
});
