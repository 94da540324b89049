// Persistence is loaded where it is used: most end-to-end specs need this library only to start processes and to wait, and
// Nest and TypeORM take two seconds of a core in each of them.
import type { ServiceDatabase } from '@switchboard/persistence';
import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { databaseUrl } from './addresses';

export interface TestDatabase {
  readonly url: string;
  /** Runs one statement on a connection of its own. */
  query<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Drops the database, whoever is still connected. */
  drop(): Promise<void>;
}

/**
 * Creates a database of the test's own and migrates the schemas of these services in it, e.g.
 * `createTestDatabase(routingDatabase, intakeDatabase)`.
 */
export async function createTestDatabase(...services: ((url: string) => ServiceDatabase)[]): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const server = databaseUrl();
  await onServer(server, `CREATE DATABASE ${escapeIdentifier(name)}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database: TestDatabase = {
    url: url.href,
    query: (sql, values) => onServer(url.href, sql, values),
    drop: async () => void (await onServer(server, `DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`)),
  };
  try {
    if (services.length > 0) {
      const { migrate } = await import('@switchboard/persistence');
      for (const service of services) await migrate(service(url.href));
    }
  } catch (error) {
    await database.drop();
    throw error;
  }
  return database;
}

async function onServer<Row extends object>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
