import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDataSource, PostgresListener, Transactions } from '@switchboard/persistence';
import type { DataSource } from 'typeorm';
import type { ServiceLink } from '../broker';
import { chatMessage } from '../specs/events.support.spec';
import { eventually, TestDatabase } from '../specs/test-app.support.spec';
import { Outbox } from './outbox';
import type { OutboxRow, SendRows } from './outbox-row';
import { Relay } from './relay';

const outbox = new Outbox('intake');
let database: TestDatabase;
let dataSource: DataSource;
let instances: { relay: Relay; link: ServiceLink }[] = [];

beforeEach(async () => {
  database = await TestDatabase.create(['intake']);
  dataSource = await createDataSource(database.of('intake')).initialize();
});

afterEach(async () => {
  for (const { relay, link } of instances) {
    await relay.stop();
    await link.listener.close();
    await link.dataSource.destroy();
  }
  instances = [];
  await dataSource.destroy();
  await database.drop();
});

/** An instance of the service with a pool and a relay of its own. */
async function instance(send: SendRows): Promise<Relay> {
  const own = await createDataSource(database.of('intake')).initialize();
  const listener = new PostgresListener(database.of('intake'));
  const link: ServiceLink = { service: 'intake', dataSource: own, transactions: new Transactions(own), listener };
  const relay = new Relay(link, send);
  instances.push({ relay, link });
  await relay.start();
  return relay;
}

const add = (chat: string, ...seqs: number[]): Promise<void> =>
  dataSource.transaction((tx) =>
    outbox.add(
      tx,
      seqs.map((seq) => chatMessage(chat, seq)),
    ),
  );

const dataOf = (row: OutboxRow): { chatId: string; seq: number } =>
  (JSON.parse(row.payload ?? '') as { data: { chatId: string; seq: number } }).data;

const collect =
  (into: OutboxRow[]): SendRows =>
  (rows) => {
    into.push(...rows);
    return Promise.resolve([]);
  };

it('publishes at once what commits, woken by NOTIFY', async () => {
  const sent: { row: OutboxRow; at: number }[] = [];
  await instance((rows) => {
    sent.push(...rows.map((row) => ({ row, at: performance.now() })));
    return Promise.resolve([]);
  });
  await add(randomUUID(), 1);
  await eventually(() => expect(sent).toHaveLength(1));
  const delays: number[] = [];
  for (let i = 0; i < 10; i++) {
    const at = performance.now();
    await add(randomUUID(), i);
    await eventually(() => expect(sent).toHaveLength(i + 2));
    delays.push((sent.at(-1)?.at ?? Infinity) - at);
  }
  // The safety scan comes once a second: without NOTIFY half of these would take longer than 500 ms.
  expect(delays.sort((a, b) => a - b)[5]).toBeLessThan(200);
});

it('loses and reorders nothing under concurrent writers whose transactions overlap', async () => {
  const sent: OutboxRow[] = [];
  await instance(collect(sent));
  const chats = Array.from({ length: 8 }, () => randomUUID());
  const write = async (chat: string): Promise<void> => {
    for (let seq = 1; seq <= 40; seq++) {
      await dataSource.transaction(async (tx) => {
        await outbox.add(tx, [chatMessage(chat, seq)]);
        // An id is taken long before it is seen: a cursor would have passed it by.
        await sleep(Math.random() * 15);
      });
    }
  };
  await Promise.all(chats.map(write));
  await eventually(() => expect(sent).toHaveLength(8 * 40));
  for (const chat of chats) {
    const own = sent.map(dataOf).filter(({ chatId }) => chatId === chat);
    expect(own.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  }
  await eventually(async () => expect(await database.query('SELECT 1 FROM intake.outbox')).toEqual([]));
});

it('lets one instance publish, and the other take over when its session is killed', async () => {
  const first: OutboxRow[] = [];
  const second: OutboxRow[] = [];
  await instance(collect(first));
  await add(randomUUID(), 1);
  await eventually(() => expect(first).toHaveLength(1));
  await instance(collect(second));
  const chat = randomUUID();
  await add(chat, 1, 2);
  await eventually(() => expect(first).toHaveLength(3));
  expect(second).toEqual([]);
  await killRelaySession();
  await add(chat, 3, 4);
  await eventually(() => expect([...first, ...second]).toHaveLength(5));
  const order = [...first, ...second].map(dataOf).filter(({ chatId }) => chatId === chat);
  expect(order.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  expect(await lockHolders()).toHaveLength(1);
});

it('takes over at once when the holder stops', async () => {
  const second: OutboxRow[] = [];
  const holder = await instance(collect([]));
  await eventually(async () => expect(await lockHolders()).toHaveLength(1));
  await instance(collect(second));
  await holder.stop();
  await add(randomUUID(), 1);
  await eventually(() => expect(second).toHaveLength(1), 3_000);
});

it('gives its connection back as it was', async () => {
  const relay = await instance(collect([]));
  await eventually(async () => expect(await lockHolders()).toHaveLength(1));
  const [pid] = await lockHolders();
  await relay.stop();
  const own = instances[0]?.link.dataSource;
  const session = `SELECT pg_backend_pid() AS pid, current_setting('plan_cache_mode') AS plans,
                          current_setting('enable_seqscan') AS scans, current_setting('search_path') AS schema`;
  expect(await own?.query(session)).toEqual([{ pid, plans: 'force_custom_plan', scans: 'on', schema: 'intake' }]);
});

it('sends the same rows again after a failure, later ones of the key after them', async () => {
  const attempts: number[][] = [];
  await instance((rows) => {
    attempts.push(rows.map((row) => dataOf(row).seq));
    return attempts.length < 3 ? Promise.reject(new Error('no broker')) : Promise.resolve([]);
  });
  const chat = randomUUID();
  await add(chat, 1, 2);
  await eventually(() => expect(attempts.length).toBeGreaterThan(1));
  await add(chat, 3);
  await eventually(async () => expect(await database.query('SELECT 1 FROM intake.outbox')).toEqual([]));
  expect(attempts.at(0)).toEqual([1, 2]);
  expect(attempts.slice(2).flat()).toEqual([1, 2, 3]);
});

it('sets aside what the broker refuses for good, and goes on with the key', async () => {
  const sent: number[] = [];
  await instance((rows) => {
    const refused = rows.filter((row) => dataOf(row).seq === 2);
    sent.push(...rows.filter((row) => !refused.includes(row)).map((row) => dataOf(row).seq));
    return Promise.resolve(refused.map(({ id, topic }) => ({ id, topic, reason: 'MESSAGE_TOO_LARGE' })));
  });
  await add(randomUUID(), 1, 2, 3);
  await eventually(() => expect(sent).toEqual([1, 3]));
  await eventually(async () =>
    expect(await database.query('SELECT state, error FROM intake.outbox')).toEqual([
      { state: 2, error: 'MESSAGE_TOO_LARGE' },
    ]),
  );
  await sleep(1_200);
  expect(sent).toEqual([1, 3]);
});

it('reads large rows in small pages, and one that is larger than a page alone', async () => {
  const pages: number[][] = [];
  await instance((rows) => {
    pages.push(rows.map((row) => (row.payload ?? '').length));
    return Promise.resolve([]);
  });
  await database.query(
    `INSERT INTO intake.outbox (shard, topic, key, payload)
     SELECT 1, 'chat.message', 'k', repeat('x', size) FROM unnest($1::int[]) AS size`,
    [[300_000, 300_000, 900_000, 300_000]],
  );
  await eventually(() => expect(pages.flat()).toEqual([300_000, 300_000, 900_000, 300_000]));
  for (const page of pages) {
    const bytes = page.reduce((sum, size) => sum + size, 0);
    expect(page.length === 1 || bytes <= 700_000).toBe(true);
  }
});

async function lockHolders(): Promise<number[]> {
  const rows = await database.query<{ pid: number }>(
    `SELECT DISTINCT pid FROM pg_locks WHERE locktype = 'advisory' AND granted
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return rows.map(({ pid }) => pid);
}

async function killRelaySession(): Promise<void> {
  for (const pid of await lockHolders()) await database.query('SELECT pg_terminate_backend($1)', [pid]);
}
