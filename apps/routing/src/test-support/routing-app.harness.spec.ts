import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { CloudEvent, ConsumerName, TopicsOf } from '@switchboard/contracts';
import {
  type Batch,
  type Broker,
  type ConsumerHandler,
  ConsumerStrategy,
  KafkaBroker,
  type Message,
} from '@switchboard/messaging';
import { Transactions } from '@switchboard/persistence';
import { createApp, TokenSigner, TokenVerifier } from '@switchboard/runtime';
import { randomUUID } from 'node:crypto';
import { createTestDatabase } from '@switchboard/testing';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DataSource } from 'typeorm';
import { ConfigurationConsumer } from '../configuration/configuration.consumer';
import { ActivityConsumer } from '../follow-activity/activity.consumer';
import { PresenceConsumer } from '../presence/presence.consumer';
import { RequestsConsumer } from '../requests/requests.consumer';
import { routingDatabase } from '../routing.database';
import { RoutingModule } from '../routing.module';

const consumerClasses = {
  'routing.requests': RequestsConsumer,
  'routing.configuration': ConfigurationConsumer,
  'routing.presence': PresenceConsumer,
  'routing.activity': ActivityConsumer,
} as const;
type RoutingConsumer = keyof typeof consumerClasses & ConsumerName;

export interface Refusal {
  subject: string;
  code: string;
}

/** A database of the spec's own, migrated; `drop` removes it. */
export const createDatabase = () => createTestDatabase(routingDatabase);

export interface Caller {
  id?: string;
  teamId?: string | null;
  roles?: string[];
  name?: string;
}

export interface Answer {
  status: number;
  body: Record<string, unknown>;
}

/** Keys of settings and intake, served as those services do. */
export class Issuers {
  private constructor(
    private readonly settings: TokenSigner,
    private readonly intake: TokenSigner,
    private readonly server: Server,
  ) {}

  static async start(): Promise<Issuers> {
    const settings = await TokenSigner.create({ issuer: 'settings', keys: [await TokenSigner.generateKey()] });
    const intake = await TokenSigner.create({ issuer: 'intake', keys: [await TokenSigner.generateKey()] });
    const server = createServer((request, response) => {
      response.end(JSON.stringify((request.url?.includes('settings') ? settings : intake).jwks()));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Issuers(settings, intake, server);
  }

  get jwksUrls(): string[] {
    const { port } = this.server.address() as AddressInfo;
    return ['settings', 'intake'].map((service) => `http://127.0.0.1:${port}/api/v1/${service}/jwks.json`);
  }

  get verifier(): TokenVerifier {
    return new TokenVerifier({ jwksUrls: this.jwksUrls });
  }

  account({ id = randomUUID(), teamId = null, roles = ['agent'], name = 'Ann' }: Caller): Promise<string> {
    return this.settings.sign({ typ: 'account', sub: id, team: teamId, roles, name }, 600);
  }

  customer(teamId: string, chatId: string): Promise<string> {
    return this.intake.sign({ typ: 'customer', sub: 'customer-1', team: teamId, chat: chatId }, 600);
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** None runs: the events that a spec hands over are all there are, and they have been processed. */
class NoBroker extends KafkaBroker {
  override hasReadAll = () => Promise.resolve(true);
}

/** The real service over HTTP on a real database; events are handed to its consumers as the runner does it. */
export class RoutingUnderTest {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
    private readonly cleanUp: () => Promise<void>,
  ) {}

  static async start(o: { databaseUrl: string; issuers: Issuers; broker?: Broker }): Promise<RoutingUnderTest> {
    const module = RoutingModule.register({
      databaseUrl: o.databaseUrl,
      broker: o.broker ?? new NoBroker({ brokers: ['127.0.0.1:1'], clientId: 'not-started' }),
      instanceId: randomUUID(),
    });
    const { verifier } = o.issuers;
    const app = await createApp(module, { name: 'routing', verifier, logLevel: 'error', services: ['routing'] });
    if (o.broker) app.connectMicroservice({ strategy: new ConsumerStrategy(o.broker) });
    if (o.broker) await app.startAllMicroservices();
    await app.listen({ port: 0, host: '127.0.0.1' });
    return new RoutingUnderTest(app, `${await app.getUrl()}/api/v1/routing`, () => app.close());
  }

  close(): Promise<void> {
    return this.cleanUp();
  }

  /** Hands events to a consumer as the runner does: in one transaction. Returns what it refused. */
  async deliver<C extends RoutingConsumer>(name: C, events: readonly CloudEvent<TopicsOf<C>>[]): Promise<Refusal[]> {
    const consumer = this.app.get<{ handle: ConsumerHandler }>(consumerClasses[name], { strict: false });
    const refusals: Refusal[] = [];
    const afterCommit: (() => void)[] = [];
    await this.app.get(Transactions, { strict: false }).run(async (tx) => {
      const messages = events.map((event) => ({ topic: event.type.slice(0, -3), event })) as unknown as Message[];
      const refuse: Batch['refuse'] = ({ event }, code) => refusals.push({ subject: event.subject, code });
      await consumer.handle({ messages, tx, refuse, afterCommit: (fn) => afterCommit.push(fn) });
    });
    for (const fn of afterCommit) fn();
    return refusals;
  }

  async call(method: string, path: string, token: string, body?: unknown, correlationId?: string): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(correlationId !== undefined && { 'x-correlation-id': correlationId }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} };
  }

  rows<T = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return this.app.get(DataSource, { strict: false }).query<T[]>(sql, parameters);
  }

  /** Events that wait in the outbox (no relay runs), oldest first; of one subject if given. Dead letters are bytes. */
  async outbox(subject?: string): Promise<CloudEvent[]> {
    const rows = await this.rows<{ payload: string }>(
      'SELECT payload FROM outbox WHERE payload IS NOT NULL ORDER BY id',
    );
    const events = rows.map(({ payload }) => JSON.parse(payload) as CloudEvent);
    return subject === undefined ? events : events.filter((event) => event.subject === subject);
  }
}
