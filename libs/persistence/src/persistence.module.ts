import { type DynamicModule, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { HealthRegistry, Outages } from '@switchboard/runtime';
import { DataSource } from 'typeorm';
import { createDataSource } from './data-source';
import { assertMigrated } from './migrate';
import { PostgresListener } from './postgres-listener';
import type { ServiceDatabase } from './service-database';
import { isPassing } from './sql-state';
import { Transactions } from './transactions';

const SERVICE_DATABASE = Symbol('ServiceDatabase');

@Injectable()
class PersistenceLifecycle implements OnApplicationShutdown {
  constructor(
    private readonly dataSource: DataSource,
    private readonly listener: PostgresListener,
    health: HealthRegistry,
    outages: Outages,
    @Inject(SERVICE_DATABASE) database: ServiceDatabase,
  ) {
    outages.register(isPassing);
    health.register(`${database.service}.database`, async () => {
      await dataSource.query('SELECT 1');
    });
  }

  /** The last hook of Nest's shutdown: consumers and HTTP have finished their transactions by then. */
  async onApplicationShutdown(): Promise<void> {
    await this.listener.close();
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}

async function connect(o: ServiceDatabase): Promise<DataSource> {
  const dataSource = createDataSource(o);
  await dataSource.initialize();
  try {
    await assertMigrated(dataSource, o);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return dataSource;
}

@Module({})
export class PersistenceModule {
  /**
   * Provides DataSource, Transactions and PostgresListener of one service to the modules that import the result.
   * Import the same returned object wherever the same pool is meant: each call makes a pool of its own.
   * Boot fails with one line when a migration is missing.
   */
  static forService(o: ServiceDatabase): DynamicModule {
    return {
      module: PersistenceModule,
      providers: [
        { provide: SERVICE_DATABASE, useValue: o },
        { provide: DataSource, useFactory: () => connect(o) },
        { provide: PostgresListener, useFactory: () => new PostgresListener(o) },
        Transactions,
        PersistenceLifecycle,
      ],
      exports: [DataSource, Transactions, PostgresListener],
    };
  }
}
