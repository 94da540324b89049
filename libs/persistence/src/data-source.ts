import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions';
import { PreparedClient } from './prepared-client';
import type { ServiceDatabase } from './service-database';

const defaultPoolSize = 10;
const connectTimeoutMs = 5_000;

/** Settings every session starts with; an open transaction would hold the team's lock, so it is ended early. */
const sessionSettings = {
  idle_in_transaction_session_timeout: '15s',
  statement_timeout: '30s',
  // Plans made for a nearly empty queue are wrong for a long one; in transactions see PreparedClient.
  plan_cache_mode: 'force_custom_plan',
  // What takes milliseconds is not worth compiling, whatever the planner thinks that it costs.
  jit: 'off',
  timezone: 'UTC',
  // Said once a session rather than by a statement in each transaction, whatever the database's default is.
  default_transaction_isolation: 'read committed',
};

/** The `options` start-up parameter of PostgreSQL: `-c name=value …`. */
export function sessionOptions(settings: Record<string, string>): string {
  return Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replace(/([\\ ])/g, '\\$1')}`)
    .join(' ');
}

/** TypeORM options of a service: its own schema as search_path, its name as application_name. */
export function dataSourceOptions(
  o: ServiceDatabase,
  settings: Record<string, string> = {},
): PostgresDataSourceOptions {
  const logger = new Logger('Database');
  return {
    type: 'postgres',
    url: o.url,
    schema: o.service,
    applicationName: `switchboard-${o.service}`,
    poolSize: o.poolSize ?? defaultPoolSize,
    connectTimeoutMS: connectTimeoutMs,
    installExtensions: false,
    uuidExtension: 'pgcrypto',
    migrations: o.migrations,
    migrationsTableName: 'migrations',
    logging: false,
    poolErrorHandler: (error: Error) => logger.warn(`An idle connection of ${o.service} was lost: ${error.message}`),
    extra: {
      Client: PreparedClient,
      pipeline: true,
      keepAlive: true,
      options: sessionOptions({ search_path: o.service, ...sessionSettings, ...settings }),
    },
  };
}

/** A data source that is not connected yet; the caller initialises and destroys it. */
export function createDataSource(o: ServiceDatabase): DataSource {
  return new DataSource(dataSourceOptions(o));
}
