import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { CloudEvent, ConsumerName, TopicsOf } from '@switchboard/contracts';
import { type Batch, type Broker, type ConsumerHandler, KafkaBroker, type Message } from '@switchboard/messaging';
import { migrate, Transactions } from '@switchboard/persistence';
import { createApp, type SigningKey, TokenSigner, TokenVerifier } from '@switchboard/runtime';
import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DataSource } from 'typeorm';
import { FollowLifecycleConsumer } from '../follow-lifecycle/follow-lifecycle.consumer';
import { intakeDatabase } from '../intake.database';
import { IntakeModule } from '../intake.module';
import { KnowConfigurationConsumer } from '../know-configuration/know-configuration.consumer';
import { RecordRequestsConsumer } from '../record-requests/record-requests.consumer';

const consumerClasses = {
  'intake.requests': RecordRequestsConsumer,
  'intake.lifecycle': FollowLifecycleConsumer,
  'intake.configuration': KnowConfigurationConsumer,
} as const;
type IntakeConsumer = keyof typeof consumerClasses & ConsumerName;

export interface Refusal {
  chatId: string;
  code: string;
}

export const kafkaBrokers = (process.env.KAFKA_BROKERS ?? '').split(',');

/** A database of its own on the test server; `drop` removes it. */
export async function createDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const base = process.env.DATABASE_URL;
  if (!base) throw new Error('DATABASE_URL is not set');
  const name = `intake_${randomBytes(6).toString('hex')}`;
  const url = new URL(base);
  url.pathname = `/${name}`;
  await onServer(base, `CREATE DATABASE ${name}`);
  return { url: url.href, drop: () => onServer(base, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function onServer(url: string, statement: string): Promise<void> {
  const server = new DataSource({ type: 'postgres', url, installExtensions: false });
  await server.initialize();
  await server.query(statement);
  await server.destroy();
}

export interface IntakeOptions {
  broker?: Broker;
  /** Without one it gets a database of its own. */
  databaseUrl?: string;
  heartbeatMs?: number;
}

interface Running {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly accounts: TokenSigner;
  readonly cleanUp: () => Promise<void>;
}

/** The real application over HTTP on a real database. Consumers run only once `startConsumers` connects them to Kafka. */
export class IntakeUnderTest {
  private running: Running | undefined;

  constructor(private readonly o: IntakeOptions = {}) {}

  static async start(o?: IntakeOptions): Promise<IntakeUnderTest> {
    const intake = new IntakeUnderTest(o);
    await intake.begin();
    return intake;
  }

  get app(): NestFastifyApplication {
    return this.begun.app;
  }

  get url(): string {
    return this.begun.url;
  }

  async begin(): Promise<void> {
    const { o } = this;
    const database = o.databaseUrl ? { url: o.databaseUrl, drop: () => Promise.resolve() } : await createDatabase();
    await migrate(intakeDatabase(database.url));
    const accounts = await TokenSigner.create({ issuer: 'settings', keys: [await TokenSigner.generateKey()] });
    const settings = await serveKeys(accounts);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}/api/v1/intake`;
    const verifier = new TokenVerifier({ jwksUrls: [`${url}/jwks.json`, settings.url] });
    const broker = o.broker ?? new KafkaBroker({ brokers: ['127.0.0.1:1'], clientId: 'not-started' });
    const module = IntakeModule.register({
      databaseUrl: database.url,
      broker,
      instanceId: randomUUID(),
      feed: o.heartbeatMs === undefined ? {} : { heartbeatMs: o.heartbeatMs },
    });
    const app = await createApp(module, { name: 'intake', verifier, logLevel: 'silent', services: ['intake'] });
    await app.listen({ port, host: '127.0.0.1' });
    const cleanUp = async (): Promise<void> => {
      // Connections that fetch has opened and not used are not idle to Node, which would wait a minute for them.
      const cut = setTimeout(() => app.getHttpServer().closeAllConnections(), 2_000);
      await app.close().finally(() => clearTimeout(cut));
      settings.server.close();
      await database.drop();
    };
    this.running = { app, url, accounts, cleanUp };
  }

  get database(): DataSource {
    return this.app.get(DataSource, { strict: false });
  }

  close(): Promise<void> {
    return this.running?.cleanUp() ?? Promise.resolve();
  }

  private get begun(): Running {
    if (!this.running) throw new Error('intake runs only while the tests do');
    return this.running;
  }

  /** A token as settings gives it to an account of the team. */
  accountToken(teamId: string, roles: string[] = ['agent'], sub: string = randomUUID()): Promise<string> {
    return this.begun.accounts.sign({ typ: 'account', sub, team: teamId, roles, name: 'Ann' }, 600);
  }

  /** A chat's token as this service signs it, with less than its 24 hours. */
  async shortToken(chat: { id: string; teamId: string }, ttlSeconds: number): Promise<string> {
    const rows: { kid: string; private_jwk: SigningKey['privateJwk'] }[] = await this.database.query(
      'SELECT kid, private_jwk FROM signing_key',
    );
    const keys = rows.map((row) => ({ kid: row.kid, privateJwk: row.private_jwk }));
    const signer = await TokenSigner.create({ issuer: 'intake', keys });
    return signer.sign({ typ: 'customer', sub: 'c-1', team: chat.teamId, chat: chat.id }, ttlSeconds);
  }

  async call(method: string, path: string, o: CallOptions = {}): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(o.as === undefined ? {} : { authorization: `Bearer ${o.as}` }),
        ...(o.body === undefined && o.rawBody === undefined ? {} : { 'content-type': 'application/json' }),
        ...o.headers,
      },
      ...(o.rawBody === undefined ? {} : { body: o.rawBody }),
      ...(o.body === undefined ? {} : { body: JSON.stringify(o.body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text ? JSON.parse(text) : {}) as Answer['body'],
    };
  }

  /** POST /chats with a new Idempotency-Key, unless one is given. */
  requestChat(as: string, body: unknown, idempotencyKey: string = randomUUID()): Promise<Answer> {
    return this.call('POST', '/chats', { as, body, headers: { 'idempotency-key': idempotencyKey } });
  }

  /** Hands events to a consumer as the runner does: in one transaction. Returns what it refused. */
  async deliver<C extends IntakeConsumer>(name: C, events: readonly CloudEvent<TopicsOf<C>>[]): Promise<Refusal[]> {
    const consumer = this.app.get<{ handle: ConsumerHandler }>(consumerClasses[name], { strict: false });
    const refusals: Refusal[] = [];
    await this.app.get(Transactions, { strict: false }).run(async (tx) => {
      const messages = events.map((event) => ({ topic: event.type.slice(0, -3), event })) as unknown as Message[];
      const refuse: Batch['refuse'] = (message, code) => {
        refusals.push({ chatId: (message.event.data as { chatId: string }).chatId, code });
      };
      await consumer.handle({ messages, tx, refuse, afterCommit: () => undefined });
    });
    return refusals;
  }

  rows(sql: string, parameters: unknown[] = []): Promise<Record<string, unknown>[]> {
    return this.database.query(sql, parameters);
  }

  async chatRow(id: string): Promise<Record<string, unknown> | undefined> {
    return (await this.rows('SELECT * FROM chat WHERE id = $1', [id]))[0];
  }

  /** Events that wait in the outbox, oldest first. */
  async outbox(chatId?: string): Promise<CloudEvent[]> {
    const rows: { payload: string }[] = await this.database.query('SELECT payload FROM outbox ORDER BY id');
    const events = rows.map(({ payload }) => JSON.parse(payload) as CloudEvent);
    return chatId === undefined ? events : events.filter(({ subject }) => subject === chatId);
  }
}

export interface CallOptions {
  as?: string;
  body?: unknown;
  rawBody?: string;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown> & { errors?: { field: string; message: string }[] };
}

async function serveKeys(signer: TokenSigner): Promise<{ url: string; server: Server }> {
  const server = createServer((_, response) => response.end(JSON.stringify(signer.jwks())));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/api/v1/settings/jwks.json`, server };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
