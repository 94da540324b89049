import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { consumerGroup, encodeEvent } from '@switchboard/contracts';
import type { CloudEvent, ServiceName } from '@switchboard/contracts';
import { AssignerProtocol, type PartitionAssigner, type Producer } from 'kafkajs';
import { type Batch, ensureTopics, KafkaBroker, PoisonError } from '..';
import { chatMessage, teamConfigured } from '../specs/events.support.spec';
import { bareKafka, deleteTopics, kafkaOptions } from '../specs/kafka.support.spec';
import { type Behaviour, eventually, notBefore, TestApp, TestDatabase } from '../specs/test-app.support.spec';

const SERVICES: ServiceName[] = ['notification', 'settings'];
const options = kafkaOptions();
const topicOf = (topic: string): string => `${options.namespace}${topic}`;

let database: TestDatabase;
let producer: Producer;
let apps: TestApp[] = [];
let since: string;
let seen: { app: string; event: CloudEvent }[] = [];

const seqOf = (event: CloudEvent): number => (event.data as { seq: number }).seq;
const seqs = (): number[] => seen.map(({ event }) => seqOf(event));

beforeAll(async () => {
  await ensureTopics(options);
  producer = bareKafka().producer();
  await producer.connect();
});

afterAll(async () => {
  await producer.disconnect();
  await deleteTopics([options]);
});

beforeEach(async () => {
  seen = [];
  database = await TestDatabase.create(SERVICES);
  since = new Date().toISOString();
});

afterEach(async () => {
  await Promise.all(apps.map((app) => app.stop()));
  apps = [];
  await database.drop();
});

/** What has been committed is recorded, and nothing else. */
const recording =
  (app: string, before: (batch: Batch) => Promise<void> | void = () => undefined): Behaviour =>
  async (batch) => {
    await before(batch);
    const events = batch.messages.map(({ event }) => event as CloudEvent);
    batch.afterCommit(() => seen.push(...events.map((event) => ({ app, event }))));
  };

async function start(behaviour: Behaviour): Promise<TestApp> {
  const app = await TestApp.start(database, new KafkaBroker(options), SERVICES, notBefore(since, behaviour));
  apps.push(app);
  return app;
}

interface Raw {
  key?: string;
  value: string | Buffer | null;
  headers?: Record<string, string>;
}

const raw = (event: CloudEvent): Raw => ({ key: event.partitionkey, ...encodeEvent(event) });

async function produce(topic: string, partition: number, ...messages: Raw[]): Promise<void> {
  await producer.send({ topic: topicOf(topic), acks: -1, messages: messages.map((m) => ({ ...m, partition })) });
}

it('isolates one poisonous message among hundreds in few attempts, and keeps the order of the others', async () => {
  let calls = 0;
  await start(
    recording('a', (batch) => {
      calls++;
      if (batch.messages.some(({ event }) => seqOf(event) === 137)) {
        throw new PoisonError('TEAM.UNKNOWN', 'the 137th');
      }
    }),
  );
  const chat = randomUUID();
  const all = Array.from({ length: 300 }, (_, i) => i + 1);
  await produce('chat.message', 0, ...all.map((seq) => raw(chatMessage(chat, seq))));
  await eventually(() => expect(seen).toHaveLength(299));
  expect(seqs()).toEqual(all.filter((seq) => seq !== 137));
  expect(calls).toBeLessThan(30);
});

it('is delayed by no malformed message, and puts each on the dead-letter topic as it came', async () => {
  const app = await start(recording('a'));
  const good = chatMessage(randomUUID(), 1);
  const text = raw(good).value as string;
  const bad: [string, Buffer | null][] = [
    ['a null value', null],
    ['not JSON', Buffer.from('hello')],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00])],
    ['a NUL in a text', Buffer.from(text.replace('message 1', 'a\\u0000b'))],
    ['an unknown version', Buffer.from(text.replace('chat.message.v1', 'chat.message.v9'))],
    ['another schema', Buffer.from(text.replace('"seq":1', '"seq":"one"'))],
    ['a megabyte', Buffer.alloc(1_000_000, 'x')],
  ];
  const at = Date.now();
  for (const [, value] of bad) await produce('chat.message', 3, { value, headers: { via: 'test' } });
  await produce('chat.message', 3, raw(good));
  await eventually(() => expect(seqs()).toEqual([1]));
  expect(Date.now() - at).toBeLessThan(5_000);
  const { items } = await app.deadLetters('notification').list(50);
  expect(items).toHaveLength(bad.length);
  const published = await readTopic('chat.message.dead-letter', bad.length, ({ headers }) => headers['via'] === 'test');
  for (const [what, value] of bad) {
    const found = published.find((message) => (value === null ? message.value === null : message.value?.equals(value)));
    expect([what, found?.headers]).toEqual([
      what,
      expect.objectContaining({
        via: 'test',
        'error-code': expect.stringMatching(/^EVENT\./) as string,
        'error-detail': expect.any(String) as string,
        consumer: 'notification.feed',
        'original-topic': 'chat.message',
        'original-partition': '3',
        'original-offset': expect.stringMatching(/^\d+$/) as string,
        'failed-at': expect.stringMatching(/Z$/) as string,
      }),
    ]);
  }
});

it('pauses a failing partition longer each time, while others go on', async () => {
  const [sick, well] = [randomUUID(), randomUUID()];
  const attempts: number[] = [];
  let mended = false;
  await start(
    recording('a', (batch) => {
      if (mended || !batch.messages.some(({ event }) => event.subject === sick)) return;
      attempts.push(Date.now());
      throw new Error('deadlock');
    }),
  );
  await produce('chat.message', 0, raw(chatMessage(sick, 1)), raw(chatMessage(sick, 2)));
  await eventually(() => expect(attempts.length).toBeGreaterThan(0));
  for (let seq = 1; seq <= 5; seq++) {
    const at = Date.now();
    await produce('chat.message', 1, raw(chatMessage(well, seq)));
    await eventually(() => expect(seen).toHaveLength(seq));
    expect(Date.now() - at).toBeLessThan(2_000);
  }
  await eventually(() => expect(attempts.length).toBeGreaterThanOrEqual(4));
  const gaps = attempts.slice(1).map((at, i) => at - (attempts[i] ?? 0));
  expect(gaps[2]).toBeGreaterThan(gaps[0] ?? Infinity);
  mended = true;
  await eventually(() =>
    expect(seen.filter(({ event }) => event.subject === sick).map(({ event }) => seqOf(event))).toEqual([1, 2]),
  );
});

it('keeps order and loses nothing when instances come and go', async () => {
  const chats = Array.from({ length: 24 }, () => randomUUID());
  const slow = (): Promise<void> => sleep(5);
  const first = await start(recording('first', slow));
  let seq = 0;
  const publish = async (rounds: number): Promise<void> => {
    for (let i = 0; i < rounds; i++) {
      seq++;
      await first.publish('settings', ...chats.map((chat) => chatMessage(chat, seq)));
      await sleep(20);
    }
  };
  await publish(20);
  const joining = start(recording('second', slow));
  await publish(60);
  await joining;
  await publish(40);
  await eventually(() => expect(seen).toHaveLength(24 * 120), 30_000);
  expect(new Set(seen.map(({ app }) => app))).toEqual(new Set(['first', 'second']));
  apps = apps.filter((app) => app !== first);
  const left = first.stop();
  const second = apps[0] as TestApp;
  await second.publish('settings', ...chats.map((chat) => chatMessage(chat, 121)));
  await left;
  await eventually(() => expect(seen).toHaveLength(24 * 121), 30_000);
  for (const chat of chats) {
    const own = seen.filter(({ event }) => event.subject === chat).map(({ event }) => seqOf(event));
    expect(own).toEqual(Array.from({ length: 121 }, (_, i) => i + 1));
  }
});

it('commits the offsets of what it finished while stopping', async () => {
  let entered = false;
  const app = await start(
    recording('first', async () => {
      entered = true;
      await sleep(700);
    }),
  );
  const team = randomUUID();
  await produce('team.configured', 5, raw(teamConfigured(team, 1)));
  await eventually(() => expect(entered).toBe(true));
  await app.stop();
  apps = [];
  expect(seen).toHaveLength(1);
  await start(recording('second'));
  await produce('team.configured', 5, raw(teamConfigured(team, 2)));
  await eventually(() => expect(seen).toHaveLength(2));
  expect(seen.map(({ event }) => (event as CloudEvent<'team.configured'>).data.version)).toEqual([1, 2]);
});

it('sets aside a row that is too large for its topic, and goes on with the key', async () => {
  await start(recording('a'));
  const chat = randomUUID();
  await database.query(
    `INSERT INTO settings.outbox (shard, topic, key, payload) VALUES (0, 'chat.message', $1, repeat('x', 1200000))`,
    [chat],
  );
  await database.publish('settings', chatMessage(chat, 2));
  await eventually(() => expect(seqs()).toEqual([2]));
  await eventually(async () =>
    expect(await database.query('SELECT state, error FROM settings.outbox')).toEqual([
      { state: 2, error: 'MESSAGE_TOO_LARGE' },
    ]),
  );
});

it('ends the process with an error when its consumer crashes for good', async () => {
  const other = bareKafka().consumer({
    groupId: consumerGroup('notification.feed', options.namespace),
    partitionAssigners: [foreignAssigner],
  });
  await other.connect();
  await other.subscribe({ topics: [topicOf('chat.message')] });
  await other.run({ eachMessage: () => Promise.resolve() });
  const child = spawn(
    process.execPath,
    [
      join(__dirname, '../specs/run-source.cjs'),
      join(__dirname, '../specs/process.support.spec.ts'),
      database.url,
      options.namespace ?? '',
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  child.stdout.on('data', (data: Buffer) => (output += data.toString()));
  child.stderr.on('data', (data: Buffer) => (output += data.toString()));
  const [code] = (await once(child, 'exit')) as [number | null];
  await other.disconnect();
  expect([code, output]).toEqual([1, expect.stringContaining('notification.feed has crashed')]);
});

it.each([
  ['a missing topic', () => ({ ...options, namespace: 'nowhere.' }), /nowhere\.chat\.message is missing/],
  ['another cleanup policy', () => options, /agent\.configured has cleanup\.policy delete, not compact/],
])('does not start with %s', async (what, its, message) => {
  if (what === 'another cleanup policy') await setCleanup('agent.configured', 'delete');
  const starting = TestApp.start(database, new KafkaBroker(its()), SERVICES, recording('a'));
  await expect(starting).rejects.toThrow(message);
  if (what === 'another cleanup policy') await setCleanup('agent.configured', 'compact');
});

async function setCleanup(topic: string, value: string): Promise<void> {
  const admin = bareKafka().admin();
  await admin.connect();
  const configEntries = [{ name: 'cleanup.policy', value }];
  await admin.alterConfigs({ validateOnly: false, resources: [{ type: 2, name: topicOf(topic), configEntries }] });
  await admin.disconnect();
}

interface Published {
  value: Buffer | null;
  headers: Record<string, string>;
}

/** Those messages of a topic, read from outside. */
async function readTopic(topic: string, count: number, wanted: (message: Published) => boolean): Promise<Published[]> {
  const consumer = bareKafka().consumer({ groupId: `spec-${randomUUID()}` });
  const messages: Published[] = [];
  await consumer.connect();
  await consumer.subscribe({ topics: [topicOf(topic)], fromBeginning: true });
  await consumer.run({
    eachMessage: ({ message }) => {
      const headers = Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]);
      const found = { value: message.value, headers: Object.fromEntries(headers) as Record<string, string> };
      if (wanted(found)) messages.push(found);
      return Promise.resolve();
    },
  });
  try {
    await eventually(() => expect(messages.length).toBeGreaterThanOrEqual(count));
  } finally {
    await consumer.disconnect();
  }
  return messages;
}

/** Another protocol than ours: a member with it and one of ours cannot be in one group. */
const foreignAssigner: PartitionAssigner = () => ({
  name: 'foreign',
  version: 0,
  assign: ({ members }) =>
    Promise.resolve(
      members.map(({ memberId }) => ({
        memberId,
        memberAssignment: AssignerProtocol.MemberAssignment.encode({
          version: 0,
          assignment: {},
          userData: Buffer.alloc(0),
        }),
      })),
    ),
  protocol: ({ topics }) => ({
    name: 'foreign',
    metadata: AssignerProtocol.MemberMetadata.encode({ version: 0, topics, userData: Buffer.alloc(0) }),
  }),
});
