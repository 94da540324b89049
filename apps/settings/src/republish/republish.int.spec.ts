import { setTimeout as sleep } from 'node:timers/promises';
import { ConsumerStrategy, ensureTopics, InProcessBroker, KafkaBroker } from '@switchboard/messaging';
import { Transactions } from '@switchboard/persistence';
import { describeWithKafka, kafkaBrokers, KafkaTestClient, testNamespace } from '@switchboard/testing';
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
      const instances = [settings, second].map(({ app }) => app.get<Due>(RepublishSchedule));
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

describeWithKafka('on Kafka', () => {
  it('a change is on its topic under its key, promptly', async () => {
    const namespace = testNamespace();
    const options = { brokers: kafkaBrokers(), clientId: 'settings-spec', namespace };
    await ensureTopics(options);
    const broker = new KafkaBroker(options);
    const running = await SettingsUnderTest.start({ broker });
    const reader = new KafkaTestClient();
    try {
      running.app.connectMicroservice({ strategy: new ConsumerStrategy(broker) });
      await running.app.startAllMicroservices();
      const own = await running.team(await running.operator());
      const seen = await reader.collect(`${namespace}team.configured`);
      await seen.waitFor(1);
      const body = { version: 1, method: 'automatic' };
      expect((await running.call('PATCH', `/teams/${own.id}`, { as: own.manager, body })).status).toBe(200);
      const [record] = await seen.waitFor(1, ({ value }) => versionIn(value) === 2, 2_000);
      expect(record?.key).toBe(own.id);
      await until(async () => (await outboxSize(running)) === 0);
    } finally {
      await running.close();
      await reader.close(namespace);
    }
  });
});

const versionIn = (value = '{}') => (JSON.parse(value) as { data?: { version: number } }).data?.version;

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
