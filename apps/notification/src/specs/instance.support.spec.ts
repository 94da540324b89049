import { ensureTopics, ConsumerStrategy, KafkaBroker, type KafkaBrokerOptions } from '@switchboard/messaging';
import { migrate, PostgresListener } from '@switchboard/persistence';
import { createApp, TokenSigner, TokenVerifier } from '@switchboard/runtime';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { NotificationModule, notificationDatabase, type NotificationTimings } from '..';
import { InstanceBeat } from '../presence/instance-beat';

const required = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is needed`);
  return value;
};

/** Quick enough for tests, slow enough for a busy machine. */
const quick: Partial<NotificationTimings> = { beatMs: 300, leaseMs: 1_500, heartbeatMs: 200 };

/** One running process of the service: HTTP, consumers, relay, beat. */
export class Instance {
  private stopping: Promise<void> | undefined;

  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
    private readonly broker: KafkaBroker,
  ) {}

  static async start(world: World, timings: Partial<NotificationTimings>): Promise<Instance> {
    const broker = new KafkaBroker(world.kafka);
    const module = NotificationModule.register({
      databaseUrl: world.databaseUrl,
      broker,
      instanceId: randomUUID(),
      timings: { ...quick, ...timings },
    });
    const verifier = new TokenVerifier({ jwksUrls: [world.jwksUrl] });
    const logLevel = process.env['TEST_LOG'] ?? 'silent';
    const app = await createApp(module, { name: 'notification', verifier, logLevel, services: ['notification'] });
    app.connectMicroservice({ strategy: new ConsumerStrategy(broker) });
    await app.listen({ port: 0, host: '127.0.0.1' });
    await app.startAllMicroservices();
    return new Instance(app, `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`, broker);
  }

  get streamUrl(): string {
    return `${this.url}/api/v1/notification/stream`;
  }

  /** As SIGTERM does, and as there whoever still holds a connection is cut off after a while. */
  async stop(): Promise<void> {
    const cut = setTimeout(() => this.app.getHttpServer().closeAllConnections(), 3_000);
    this.stopping ??= this.app.close();
    await this.stopping.finally(() => clearTimeout(cut));
  }

  /** As SIGKILL does, seen from outside: it beats no more, writes nothing more, and its connections break. */
  async kill(): Promise<void> {
    this.stopping = Promise.resolve();
    await this.app.get(InstanceBeat, { strict: false }).stop();
    await this.broker.stop();
    await this.app.get(PostgresListener, { strict: false }).close();
    await this.app.get(DataSource, { strict: false }).destroy();
    this.app.getHttpServer().close();
    this.app.getHttpServer().closeAllConnections();
  }
}

/** What the instances of one spec file share: a database, topics of their own, and the keys that sign tokens. */
export class World {
  private readonly instances: Instance[] = [];

  private constructor(
    private readonly databaseName: string,
    readonly databaseUrl: string,
    readonly kafka: KafkaBrokerOptions,
    private readonly signer: TokenSigner,
    private readonly jwks: Server,
  ) {}

  static async create(): Promise<World> {
    const name = `notification_${randomBytes(5).toString('hex')}`;
    await execute(required('DATABASE_URL'), `CREATE DATABASE ${name}`);
    const url = new URL(required('DATABASE_URL'));
    url.pathname = `/${name}`;
    await migrate(notificationDatabase(url.toString()));
    const brokers = required('KAFKA_BROKERS').split(',');
    const kafka = { brokers, clientId: 'notification-spec', namespace: `${name}.` };
    await ensureTopics(kafka);
    const signer = await TokenSigner.create({ issuer: 'settings', keys: [await TokenSigner.generateKey()] });
    const jwks = createServer((_, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(signer.jwks()));
    });
    await new Promise<void>((resolve) => jwks.listen(0, '127.0.0.1', resolve));
    return new World(name, url.toString(), kafka, signer, jwks);
  }

  get jwksUrl(): string {
    return `http://127.0.0.1:${(this.jwks.address() as AddressInfo).port}/api/v1/settings/jwks.json`;
  }

  async start(timings: Partial<NotificationTimings> = {}): Promise<Instance> {
    const instance = await Instance.start(this, timings);
    this.instances.push(instance);
    return instance;
  }

  token(account: { id: string; team: string | null; roles?: string[] }, ttlSeconds = 3600): Promise<string> {
    const { id: sub, team, roles = ['agent'] } = account;
    return this.signer.sign({ typ: 'account', sub, team, roles, name: 'Somebody' }, ttlSeconds);
  }

  async query<T>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return (await execute(this.databaseUrl, sql, parameters)) as T[];
  }

  async end(): Promise<void> {
    await Promise.all(this.instances.map((instance) => instance.stop().catch(() => undefined)));
    this.jwks.close();
    await execute(required('DATABASE_URL'), `DROP DATABASE ${this.databaseName} WITH (FORCE)`);
  }
}

async function execute(url: string, sql: string, parameters: unknown[] = []): Promise<unknown[]> {
  const client = new Client({ connectionString: url, options: '-c search_path=notification' });
  await client.connect();
  try {
    return (await client.query(sql, parameters)).rows as unknown[];
  } finally {
    await client.end();
  }
}

/** Waits until the check passes; fails with its last error. */
export async function eventually(check: () => void | Promise<void>, withinMs = 15_000): Promise<void> {
  const until = Date.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(25);
    }
  }
}
