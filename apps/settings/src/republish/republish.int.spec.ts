import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConsumerStrategy, ensureTopics, InProcessBroker, KafkaBroker } from '@switchboard/messaging';
import { Transactions } from '@switchboard/persistence';
import { Kafka, logLevel } from 'kafkajs';
import { password, SettingsUnderTest, type TeamUnderTest } from '../test-support/settings-app.harness.spec';
import { Republish } from './republish.handler';
import { RepublishSchedule } from './republish.schedule';

let settings: SettingsUnderTest;
let team: TeamUnderTest;

beforeAll(async () => {
  settings = await SettingsUnderTest.start();
  team = await settings.team(await settings.operator());
});
afterAll(() => settings?.close());

const emptyOutbox = () => settings.database.query('DELETE FROM outbox');
const outboxSize = async (of = settings) => {
  const [row]: { size: number }[] = await of.database.query('SELECT count(*)::integer AS size FROM outbox');
  return row?.size;
};
async function until(done: () => Promise<boolean> | boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await done())) {
    if (Date.now() > end) throw new Error('It did not happen within 20 s');
    await sleep(50);
  }
}

describe('republishing', () => {
  it('announces the current state of each key with its version as it is, removed ones too', async () => {
    await settings.call('DELETE', `/agents/${team.agentId}`, { as: team.manager });
    await settings.call('PATCH', `/teams/${team.id}`, { as: team.manager, body: { version: 1, method: 'automatic' } });
    await emptyOutbox();
    expect(await settings.app.get(Republish).execute()).toEqual({ teams: 1, agents: 2, channels: 1 });
    const teams = await settings.outbox('team.configured');
    expect(teams.map(({ data }) => data)).toMatchObject([{ id: team.id, version: 2, method: 'automatic' }]);
    const agents = await settings.outbox('agent.configured');
    expect(agents.map(({ data }) => [data.id, data.version, data.removed])).toEqual([
      [team.managerId, 1, false],
      [team.agentId, 2, true],
    ]);
    expect((await settings.outbox('channel.configured'))[0]?.data).toMatchObject({ keys: [{}, {}], removed: false });
  });

  it('goes on page after page', async () => {
    await settings.database.query(
      `INSERT INTO account (id, team_id, version, email, password_hash, name, roles, active)
       SELECT gen_random_uuid(), $1, 1, 'n' || n || '@example.com', '', 'N', '{agent}', true FROM generate_series(1, 1200) n`,
      [team.id],
    );
    await emptyOutbox();
    expect(await settings.app.get(Republish).execute()).toMatchObject({ agents: 1202 });
    const ids = (await settings.outbox('agent.configured')).map(({ subject }) => subject);
    expect(new Set(ids).size).toBe(1202);
  });

  it('never puts an older version behind a newer one, which compaction would keep', async () => {
    await emptyOutbox();
    const transactions = settings.app.get(Transactions, { strict: false });
    const republish = settings.app.get(Republish);
    let republished: Promise<unknown> | undefined;
    // A change is under way: its row is written and locked, its event not yet committed.
    await transactions.run(async (tx) => {
      await tx.query('UPDATE team SET version = 7 WHERE id = $1', [team.id]);
      republished = republish.execute();
      await until(async () => {
        const [row]: { waiting: number }[] = await settings.database.query(
          `SELECT count(*)::integer AS waiting FROM pg_stat_activity
           WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return (row?.waiting ?? 0) > 0;
      });
    });
    await republished;
    expect((await settings.outbox('team.configured')).map(({ data }) => data.version)).toEqual([7]);
  });

  it('happens once at every start, and once a day by whichever instance comes first', async () => {
    await emptyOutbox();
    const second = await SettingsUnderTest.start({ databaseUrl: settings.databaseUrl });
    try {
      await until(async () => (await outboxSize()) === 1 + 1202 + 1);
      await emptyOutbox();
      const instances = [settings, second].map(({ app }) => app.get(RepublishSchedule) as unknown as Due);
      await Promise.all(instances.map((instance) => instance.runIfDue()));
      expect(await outboxSize()).toBe(0);
      await settings.database.query(`UPDATE republished SET at = now() - interval '25 hours'`);
      await Promise.all(instances.map((instance) => instance.runIfDue()));
      expect(await outboxSize()).toBe(1 + 1202 + 1);
    } finally {
      await second.close();
    }
  });
});

/** What the timer calls every ten minutes. */
interface Due {
  runIfDue(): Promise<void>;
}

const onKafka = process.env.KAFKA_BROKERS ? describe : describe.skip;
onKafka('on Kafka', () => {
  it('a change is on its topic under its key, promptly', async () => {
    const namespace = `settings-${randomBytes(4).toString('hex')}.`;
    const brokers = (process.env.KAFKA_BROKERS ?? '').split(',');
    const options = { brokers, clientId: 'settings-spec', namespace };
    await ensureTopics(options);
    const kafka = new Kafka({ brokers, clientId: 'settings-spec-reader', logLevel: logLevel.NOTHING });
    const broker = new KafkaBroker(options);
    const running = await SettingsUnderTest.start({ broker });
    running.app.connectMicroservice({ strategy: new ConsumerStrategy(broker) });
    await running.app.startAllMicroservices();
    const topic = `${namespace}team.configured`;
    const consumer = kafka.consumer({ groupId: `${namespace}reader` });
    try {
      const own = await running.team(await running.operator());
      const seen = new Map<number, { key: string | undefined; at: number }>();
      await consumer.connect();
      await consumer.subscribe({ topic, fromBeginning: true });
      await consumer.run({
        eachMessage: ({ message }) => {
          const { data } = JSON.parse(String(message.value)) as { data: { version: number } };
          seen.set(data.version, { key: message.key?.toString(), at: Date.now() });
          return Promise.resolve();
        },
      });
      await until(() => seen.has(1));
      const changed = await running.call('PATCH', `/teams/${own.id}`, {
        as: own.manager,
        body: { version: 1, method: 'automatic' },
      });
      const at = Date.now();
      expect(changed.status).toBe(200);
      await until(() => seen.has(2));
      expect(seen.get(2)?.key).toBe(own.id);
      expect((seen.get(2)?.at ?? Infinity) - at).toBeLessThan(2_000);
      await until(async () => (await outboxSize(running)) === 0);
    } finally {
      await consumer.disconnect();
      await running.close();
      await deleteTopics(kafka, namespace);
    }
  });
});

describe('on the in-process broker', () => {
  it('starts, is ready, and takes changes', async () => {
    const broker = new InProcessBroker();
    const running = await SettingsUnderTest.start({ broker });
    running.app.connectMicroservice({ strategy: new ConsumerStrategy(broker) });
    await running.app.startAllMicroservices();
    try {
      const own = await running.team(await running.operator());
      expect((await running.logIn(own.agentEmail, password)).status).toBe(201);
      expect(await running.app.inject({ method: 'GET', url: '/health/ready' })).toMatchObject({ statusCode: 200 });
    } finally {
      await running.close();
    }
  });
});

async function deleteTopics(kafka: Kafka, namespace: string): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  const topics = (await admin.listTopics()).filter((name) => name.startsWith(namespace));
  await admin.deleteTopics({ topics });
  await admin.disconnect();
}
