import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { MigrationClass, ServiceDatabase } from '.';

/** A database of its own for a spec. Not a test itself; named so that no build contains it. */
export class CreateNotes1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE note (id int PRIMARY KEY, body text NOT NULL)');
    // Long enough for the other process of the spec to arrive in the middle.
    await runner.query('SELECT pg_sleep(0.3)');
    await runner.query(`INSERT INTO note SELECT n, 'x' FROM generate_series(1, 100) AS n`);
  }

  async down(): Promise<void> {}
}

/** Cannot run inside a transaction, and waits for every snapshot that is older. */
export class IndexNotes1700000000002 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // It blocks nobody while it waits, and one that gives up leaves an invalid index.
    await runner.query('SET lock_timeout = 0');
    await runner.query('CREATE INDEX CONCURRENTLY note_body ON note (body)');
    await runner.query('RESET lock_timeout');
  }

  async down(): Promise<void> {}
}

export class BreakNotes1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE half_done (id int)');
    await runner.query('ALTER TABLE nowhere ADD COLUMN x int');
  }

  async down(): Promise<void> {}
}

/** Needs a lock that excludes everybody. */
export class AddAuthor1700000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE author (id int)');
    await runner.query('ALTER TABLE note ADD COLUMN author int');
  }

  async down(): Promise<void> {}
}

export const sampleMigrations: MigrationClass[] = [CreateNotes1700000000001, IndexNotes1700000000002];

export interface SampleDatabase extends ServiceDatabase {
  /** Runs one statement on a connection of its own. */
  sql(statement: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

async function query(url: string, statement: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement, values)).rows;
  } finally {
    await client.end();
  }
}

export async function createSampleDatabase(): Promise<SampleDatabase> {
  const server = process.env['DATABASE_URL'];
  if (!server) throw new Error('DATABASE_URL is not set; `npm test` sets it.');
  const name = `persistence_${randomBytes(6).toString('hex')}`;
  await query(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    service: 'routing',
    url: url.href,
    migrations: sampleMigrations,
    sql: (statement, values) => query(url.href, statement, values),
    drop: async () => {
      await query(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** Waits until `condition` holds; fails after five seconds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 5_000; !(await condition());) {
    if (Date.now() > end) throw new Error('The condition did not come true within 5 s.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
