import { randomUUID } from 'node:crypto';
import type { CloudEvent, ServiceName } from '@switchboard/contracts';
import { InProcessBroker } from '..';
import { SAFETY_SCAN_MS } from '../outbox/shard-relay';
import { Signal } from '../signal';
import { chatMessage, teamConfigured } from '../specs/events.support.spec';
import { type Behaviour, eventually, TestApp, TestDatabase } from '../specs/test-app.support.spec';

const SERVICES: ServiceName[] = ['settings', 'notification', 'intake', 'routing'];
let database: TestDatabase;
let app: TestApp | undefined;
let seen: [string, CloudEvent][] = [];

const record: Behaviour = (batch, consumer) => {
  seen.push(...batch.messages.map(({ event }): [string, CloudEvent] => [consumer, event as CloudEvent]));
  return Promise.resolve();
};
const start = async (behaviour: Behaviour): Promise<void> => {
  app = await TestApp.start(database, new InProcessBroker(), SERVICES, behaviour);
};
const outbox = (): Promise<{ id: string; state: number }[]> =>
  database.query('SELECT id, state FROM settings.outbox ORDER BY id');

beforeEach(async () => {
  seen = [];
  database = await TestDatabase.create(SERVICES);
});
/** What one of the subscribers has been given. */
const heardBy = (name: string) => seen.filter(([consumer]) => consumer === name);

afterEach(async () => {
  jest.restoreAllMocks();
  await app?.stop();
  app = undefined;
  await database.drop();
});

it('holds a row until each subscriber has it; after a stop only those without it get it', async () => {
  const team = randomUUID();
  await start((batch, consumer) =>
    consumer === 'intake.configuration' ? Promise.reject(new Error('not now')) : record(batch, consumer),
  );
  await app?.publish('settings', teamConfigured(team, 1));
  await eventually(() => expect(seen).toHaveLength(2));
  expect(await outbox()).toMatchObject([{ state: 0 }]);
  await app?.stop();
  seen = [];
  await start(record);
  await eventually(() => expect(seen.map(([consumer]) => consumer)).toEqual(['intake.configuration']));
  await eventually(async () => expect(await outbox()).toMatchObject([{ state: 1 }]));
});

it('delivers what was acknowledged but not ended by a killed process to nobody again, and ends it', async () => {
  const event = chatMessage(randomUUID(), 1);
  await database.publish('settings', event);
  const [row] = await outbox();
  await database.query(`INSERT INTO notification.inbox VALUES ('notification.feed', 'outbox:settings', $1)`, [row?.id]);
  // And one whose row the killed process had deleted already.
  await database.query(`INSERT INTO notification.inbox VALUES ('notification.feed', 'outbox:settings', '99999')`);
  await start(record);
  await eventually(async () => expect(await outbox()).toEqual([]));
  expect(heardBy('notification.feed')).toEqual([]);
  await eventually(async () =>
    expect(await database.query(`SELECT 1 FROM notification.inbox WHERE source LIKE 'outbox:%'`)).toEqual([]),
  );
});

it('keeps one row for each key of a compacted topic, and none of the others', async () => {
  await start(record);
  const [a, b] = [randomUUID(), randomUUID()];
  for (let version = 1; version <= 5; version++) {
    await app?.publish('settings', teamConfigured(a, version), teamConfigured(b, version), chatMessage(a, version));
  }
  await eventually(async () => expect(await outbox()).toMatchObject([{ state: 1 }, { state: 1 }]));
  expect(seen.filter(([consumer]) => consumer === 'routing.configuration')).toHaveLength(10);
});

it('delivers as the commit tells, without the safety scan', async () => {
  const { wait } = Signal.prototype;
  jest.spyOn(Signal.prototype, 'wait').mockImplementation(function (this: Signal, milliseconds) {
    return wait.call(this, milliseconds === SAFETY_SCAN_MS ? 3_600_000 : milliseconds);
  });
  await start(record);
  for (let i = 1; i <= 9; i++) {
    await app?.publish('settings', chatMessage(randomUUID(), i));
    await eventually(() => expect(heardBy('notification.feed')).toHaveLength(i));
    // With the end of its row the dispatcher has looked for more: only the next commit makes it look again.
    await eventually(async () => expect(await outbox()).toEqual([]));
  }
});
