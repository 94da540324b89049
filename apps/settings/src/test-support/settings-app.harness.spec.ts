import { randomBytes, randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { CloudEvent, CreatedChannel, CreatedTeam, SavedReply, TopicName } from '@switchboard/contracts';
import { type Broker, KafkaBroker } from '@switchboard/messaging';
import { createApp, TokenVerifier } from '@switchboard/runtime';
import { createTestDatabase, freePort } from '@switchboard/testing';
import { DataSource } from 'typeorm';
import { AccountRepository } from '../accounts/account.repository';
import { CreateOperator } from '../accounts/create-operator/create-operator.handler';
import { IssueToken } from '../sessions/issue-token';
import { settingsDatabase } from '../settings.database';
import { SettingsModule } from '../settings.module';
import type { SettingsOptions } from '../settings.options';

type StartOptions = Partial<Pick<SettingsOptions, 'onSession' | 'loginLimits'>> & {
  broker?: Broker;
  databaseUrl?: string;
};

/** The real application over HTTP on a real database. The relay runs only when a test starts its broker. */
export class SettingsUnderTest {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly databaseUrl: string,
    private readonly address: string,
    private readonly cleanUp: () => Promise<void>,
  ) {}

  static async start({ broker, databaseUrl, ...options }: StartOptions = {}): Promise<SettingsUnderTest> {
    const own = databaseUrl === undefined ? await createTestDatabase(settingsDatabase) : undefined;
    const url = databaseUrl ?? own?.url ?? '';
    const port = await freePort();
    const address = `http://127.0.0.1:${port}/api/v1/settings`;
    const module = SettingsModule.register({
      ...options,
      databaseUrl: url,
      broker: broker ?? new KafkaBroker({ brokers: ['127.0.0.1:1'], clientId: 'not-started' }),
      instanceId: randomUUID(),
    });
    const verifier = new TokenVerifier({ jwksUrls: [`${address}/jwks.json`] });
    const app = await createApp(module, { name: 'settings', verifier, logLevel: 'silent', services: ['settings'] });
    await app.listen({ port, host: '127.0.0.1' });
    return new SettingsUnderTest(app, url, address, async () => {
      await app.close();
      await own?.drop();
    });
  }

  get database(): DataSource {
    return this.app.get(DataSource, { strict: false });
  }

  close(): Promise<void> {
    return this.cleanUp();
  }

  async call(method: string, path: string, o: CallOptions = {}): Promise<Answer> {
    const response = await fetch(`${this.address}${path}`, {
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

  logIn(email: string, password: string, client?: string): Promise<Answer> {
    return this.call('POST', '/sessions', { body: { email, password, ...(client ? { client } : {}) } });
  }

  async token(email: string, password: string): Promise<string> {
    const { body } = await this.logIn(email, password);
    if (typeof body['token'] !== 'string') throw new Error(`No token: ${JSON.stringify(body)}`);
    return body['token'];
  }

  /** The token of a new operator. */
  async operator(): Promise<string> {
    const email = anEmail();
    await this.app.get(CreateOperator).execute({ email, name: 'Olga', password });
    return this.token(email, password);
  }

  /** A token without a log-in, which would cost a password hash. */
  private async issue({ id }: { id: string }): Promise<string> {
    const account = await this.app.get(AccountRepository, { strict: false }).find(this.database.manager, id);
    if (!account) throw new Error(`There is no account ${id}`);
    return (await this.app.get(IssueToken, { strict: false }).execute(account)).token;
  }

  /** A new team with one of each thing, its manager's token, and an agent with a token. */
  async team(operator: string): Promise<TeamUnderTest> {
    const email = anEmail();
    const body = { name: 'Support', manager: { name: 'Mia', email, password } };
    const created = (await this.call('POST', '/teams', { as: operator, body })).body as unknown as CreatedTeam;
    const manager = await this.issue(created.manager);
    const agentBody = { name: 'Ann', email: anEmail(), password };
    const agent = (await this.call('POST', '/agents', { as: manager, body: agentBody })).body as { id: string };
    const channel = (await this.call('POST', '/channels', { as: manager, body: { name: 'Web' } })).body;
    const reply = { shortcut: 'hello', text: 'Hello {customer}' };
    const savedReply = (await this.call('POST', '/saved-replies', { as: manager, body: reply })).body;
    return {
      id: created.team.id,
      managerId: created.manager.id,
      managerEmail: email,
      manager,
      agentId: agent.id,
      agentEmail: agentBody.email,
      agent: await this.issue(agent),
      channel: channel as unknown as CreatedChannel,
      savedReply: savedReply as unknown as SavedReply,
    };
  }

  /** Events that wait in the outbox, oldest first, of one thing or of all. */
  async outbox<T extends TopicName>(topic: T, subject?: string): Promise<CloudEvent<T>[]> {
    const rows: { payload: string }[] = await this.database.query(
      'SELECT payload FROM outbox WHERE topic = $1 ORDER BY id',
      [topic],
    );
    const events = rows.map(({ payload }) => JSON.parse(payload) as CloudEvent<T>);
    return subject === undefined ? events : events.filter((event) => event.subject === subject);
  }
}

export interface TeamUnderTest {
  id: string;
  managerId: string;
  managerEmail: string;
  manager: string;
  agentId: string;
  agentEmail: string;
  agent: string;
  channel: CreatedChannel;
  savedReply: SavedReply;
}

export interface CallOptions {
  as?: string;
  body?: unknown;
  /** Instead of `body`, for what JSON.stringify would not write. */
  rawBody?: string;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown> & { errors?: { field: string; message: string }[] };
}

export const password = 'correct horse battery';
export const anEmail = (): string => `${randomBytes(6).toString('hex')}@example.com`;
