import { type DynamicModule, Global, type INestApplicationContext, Injectable, Logger, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { HealthRegistry, Outages } from '@switchboard/runtime';
import { DataSource } from 'typeorm';
import { migrate, PersistenceModule, PostgresListener, Transactions } from '.';
import { createSampleDatabase, type SampleDatabase, until } from './sample-database.support.spec';

let database: SampleDatabase;
let app: INestApplicationContext | undefined;

beforeAll(async () => {
  Logger.overrideLogger(false);
  database = await createSampleDatabase();
});

afterEach(() => app?.close());
afterAll(() => database.drop());

@Global()
@Module({ providers: [HealthRegistry, Outages], exports: [HealthRegistry, Outages] })
class HealthModule {}

@Injectable()
class Store {
  constructor(
    readonly dataSource: DataSource,
    readonly transactions: Transactions,
    readonly listener: PostgresListener,
  ) {}
}

function serviceModule(persistence: DynamicModule): DynamicModule {
  class ServiceModule {}
  return {
    module: ServiceModule,
    imports: [persistence],
    providers: [{ provide: 'store', useClass: Store }],
    exports: ['store'],
  };
}

function start(...imports: DynamicModule[]): ReturnType<typeof NestFactory.createApplicationContext> {
  class AppModule {}
  return NestFactory.createApplicationContext(
    { module: AppModule, imports: [HealthModule, ...imports] },
    { logger: false, abortOnError: false },
  );
}

it('does not start without its migrations, and says what to do in one line', async () => {
  await expect(start(serviceModule(PersistenceModule.forService(database)))).rejects.toThrow(
    'The database schema "routing" lacks 2 migration(s), the first is CreateNotes1700000000001: run `npm run migrate`.',
  );
});

it('gives each service of one process its own schema, reports their health, and closes everything', async () => {
  const intake = { ...database, service: 'intake' as const };
  await migrate(database);
  await migrate(intake);
  const [one, two] = [
    serviceModule(PersistenceModule.forService(database)),
    serviceModule(PersistenceModule.forService(intake)),
  ];
  app = await start(one, two);

  const context = app;
  const stores = [one, two].map((module) => context.select(module).get<Store>('store', { strict: true }));
  const schemas = await Promise.all(
    stores.map((store) => store.transactions.run((tx) => tx.query('SELECT current_schema() AS schema'))),
  );
  await stores[0]?.listener.listen('routing.drain', () => undefined);

  expect(schemas).toEqual([[{ schema: 'routing' }], [{ schema: 'intake' }]]);
  expect(await app.get(HealthRegistry).ready()).toEqual({
    status: 'up',
    checks: { 'routing.database': 'up', 'intake.database': 'up' },
  });

  await app.close();
  app = undefined;
  await until(async () => {
    const rows = await database.sql(
      `SELECT 1 FROM pg_stat_activity WHERE application_name LIKE 'switchboard-%' AND datname = current_database()`,
    );
    return rows.length === 0;
  });
});
