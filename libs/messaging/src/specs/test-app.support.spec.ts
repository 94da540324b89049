import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Global, type INestApplication, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { consumerNames, consumers } from '@switchboard/contracts';
import type { CloudEvent, ConsumerName, ServiceName } from '@switchboard/contracts';
import { createDataSource, migrate, PersistenceModule, type ServiceDatabase } from '@switchboard/persistence';
import { HealthRegistry, Outages } from '@switchboard/runtime';
import { Client } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import {
  type Batch,
  type Broker,
  ConsumerStrategy,
  Consumes,
  DeadLetters,
  MessagingModule,
  messagingMigrations,
  Outbox,
} from '..';

export type Behaviour = (batch: Batch, consumer: ConsumerName) => Promise<void>;

export const databaseUrl = (): string => {
  const url = process.env['DATABASE_URL'];
  if (!url) throw new Error('DATABASE_URL is needed');
  return url;
};
export const kafkaBrokers = (): string[] => (process.env['KAFKA_BROKERS'] ?? '').split(',');
export const randomName = (prefix: string): string => `${prefix}_${randomBytes(5).toString('hex')}`;

/** A database of its own for one spec file. */
export class TestDatabase {
  private constructor(
    readonly name: string,
    readonly url: string,
  ) {}

  static async create(services: readonly ServiceName[]): Promise<TestDatabase> {
    const name = randomName('messaging');
    await execute(databaseUrl(), `CREATE DATABASE ${name}`);
    const url = new URL(databaseUrl());
    url.pathname = `/${name}`;
    const database = new TestDatabase(name, url.toString());
    for (const service of services) await migrate(database.of(service));
    return database;
  }

  /** One that another process has created. */
  static at(url: string): TestDatabase {
    return new TestDatabase(new URL(url).pathname.slice(1), url);
  }

  of(service: ServiceName): ServiceDatabase {
    return { service, url: this.url, migrations: messagingMigrations };
  }

  async query<T>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return (await execute(this.url, sql, parameters)) as T[];
  }

  /** Adds the events while no process runs. */
  async publish(service: ServiceName, ...events: CloudEvent[]): Promise<void> {
    const dataSource = await createDataSource(this.of(service)).initialize();
    await dataSource.transaction((tx) => new Outbox(service).add(tx, events));
    await dataSource.destroy();
  }

  async drop(): Promise<void> {
    await execute(databaseUrl(), `DROP DATABASE ${this.name} WITH (FORCE)`);
  }
}

async function execute(url: string, sql: string, parameters: unknown[] = []): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, parameters)).rows as unknown[];
  } finally {
    await client.end();
  }
}

/** One process: the services with their consumers, which all do what `behaviour` says. */
export class TestApp {
  private constructor(readonly nest: INestApplication) {}

  static async start(
    database: TestDatabase,
    broker: Broker,
    services: readonly ServiceName[],
    behaviour: Behaviour,
    names = namesOf(services),
  ): Promise<TestApp> {
    const root = appModule(database, broker, services, behaviour, names);
    const nest = await NestFactory.create(root, new FastifyAdapter(), { logger: logLevels(), abortOnError: false });
    try {
      nest.connectMicroservice({ strategy: new ConsumerStrategy(broker) });
      await nest.init();
      await nest.startAllMicroservices();
    } catch (error) {
      await nest.close();
      throw error;
    }
    return new TestApp(nest);
  }

  get health(): HealthRegistry {
    return this.nest.get(HealthRegistry);
  }

  deadLetters(service: ServiceName): DeadLetters {
    const found = this.nest.get<DeadLetters, DeadLetters>(DeadLetters, { strict: false, each: true });
    return found.find((letters) => letters.service === service) as DeadLetters;
  }

  /** Adds the events in one transaction of the service. */
  async publish(service: ServiceName, ...events: CloudEvent[]): Promise<void> {
    await this.transaction(service, (tx) => new Outbox(service).add(tx, events));
  }

  async transaction(service: ServiceName, work: (tx: EntityManager) => Promise<void>): Promise<void> {
    const all = this.nest.get<DataSource, DataSource>(DataSource, { strict: false, each: true });
    const dataSource = all.find((one) => (one.options as { schema?: string }).schema === service) as DataSource;
    await dataSource.transaction(work);
  }

  async stop(): Promise<void> {
    await this.nest.close();
  }
}

export const namesOf = (services: readonly ServiceName[]): ConsumerName[] =>
  consumerNames.filter((name) => services.includes(consumers[name].service));

/** The root module of a process with these services. */
export function appModule(
  database: TestDatabase,
  broker: Broker,
  services: readonly ServiceName[],
  behaviour: Behaviour,
  names = namesOf(services),
): Type {
  const modules = services.map((service) => serviceModule(database, broker, service));
  return rootModule(modules, consumersClass(names, behaviour));
}

/** Passes over what tests before this one left in the topics they share: new topics for each test take seconds. */
export function notBefore(since: string, behaviour: Behaviour): Behaviour {
  return async (batch, consumer) => {
    const messages = batch.messages.filter(({ event }) => event.time >= since);
    if (messages.length === 0) return;
    await behaviour(Object.create(batch, { messages: { value: messages } }) as Batch, consumer);
  };
}

function logLevels(): ('error' | 'warn' | 'fatal')[] | false {
  return process.env['TEST_LOG'] ? ['error', 'warn', 'fatal'] : false;
}

function serviceModule(database: TestDatabase, broker: Broker, service: ServiceName): Type {
  const persistence = PersistenceModule.forService(database.of(service));
  const messaging = MessagingModule.forService({ service, broker, persistence });
  class ServiceModule {}
  Module({ imports: [persistence, messaging] })(ServiceModule);
  return ServiceModule;
}

function consumersClass(names: readonly ConsumerName[], behaviour: Behaviour): Type {
  class TestConsumers {}
  const prototype = TestConsumers.prototype as Record<string, unknown>;
  names.forEach((name, at) => {
    const method = `handle${at}`;
    prototype[method] = (batch: Batch) => behaviour(batch, name);
    Consumes(name)(prototype, method, Object.getOwnPropertyDescriptor(prototype, method) as PropertyDescriptor);
  });
  Controller()(TestConsumers);
  return TestConsumers;
}

function rootModule(imports: Type[], controller: Type): Type {
  class HealthModule {}
  Module({ providers: [HealthRegistry, Outages], exports: [HealthRegistry, Outages] })(HealthModule);
  Global()(HealthModule);
  class RootModule {}
  Module({ imports: [HealthModule, ...imports], controllers: [controller] })(RootModule);
  return RootModule;
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
