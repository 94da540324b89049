import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { DataSource, type Logger, type QueryRunner } from 'typeorm';
import { dataSourceOptions } from './data-source';
import type { ServiceDatabase } from './service-database';
import { sqlState } from './sql-state';

const lockPollMs = 200;
/** How long a migration waits for a strong lock; whoever comes behind it waits as long. */
const lockTimeout = '3s';
/** With a pause between, in which the others go on: together some minutes. */
const lockTries = 30;
const lockPauseMs = 1_000;
const lockNotAvailable = '55P03';

const sessionSettings = {
  statement_timeout: '0',
  idle_in_transaction_session_timeout: '0',
  lock_timeout: lockTimeout,
};

/**
 * Brings the schema of a service up to date and returns the names of the migrations that ran now.
 * Several processes may call it at once: one works, the others wait and find nothing left to do. A lock that the running
 * services hold is waited for in short turns. Throws PostgreSQL's error of a migration that fails, or of such a lock in the end.
 * @param progress receives one line for each step, for people to read
 */
export async function migrate(o: ServiceDatabase, progress: (line: string) => void = () => {}): Promise<string[]> {
  const say = (line: string): void => progress(`${o.service}: ${line}`);
  const options = dataSourceOptions({ ...o, poolSize: 2 }, sessionSettings);
  const dataSource = new DataSource({
    ...options,
    // A migration works on whole tables, once: not by lookups and kept plans, as the services' client does.
    extra: { ...(options.extra as object), Client, pipeline: false },
    logging: ['schema'],
    logger: new MigrationLogger(say),
  });
  await dataSource.initialize();
  try {
    return await withLock(dataSource, o.service, say, async (runner) => {
      await runner.query(`CREATE SCHEMA IF NOT EXISTS "${o.service}"`);
      const ran = await pendingMigrations(dataSource, o);
      await run(dataSource, say);
      if (ran.length > 0) await analyze(runner, o.service, say);
      say(ran.length === 0 ? 'is up to date' : `${ran.length} migrations done`);
      return ran;
    });
  } finally {
    await dataSource.destroy();
  }
}

/** Each migration is a transaction of its own, so one that got no lock has left nothing, and those before it are done. */
async function run(dataSource: DataSource, say: (line: string) => void): Promise<void> {
  for (let left = lockTries; ; left--) {
    try {
      await dataSource.runMigrations({ transaction: 'each' });
      return;
    } catch (error) {
      if (sqlState(error) !== lockNotAvailable || left === 1) throw error;
      say('a table is in use, trying again');
      await sleep(lockPauseMs);
    }
  }
}

async function withLock<T>(
  dataSource: DataSource,
  service: string,
  say: (line: string) => void,
  work: (runner: QueryRunner) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  const key = `switchboard.migrate.${service}`;
  try {
    // Polled, not waited for: a waiting statement holds a snapshot, which CREATE INDEX CONCURRENTLY would wait for.
    for (let waited = false; !(await tryLock(runner, key)); waited = true) {
      if (!waited) say('waiting for another migration to finish');
      await sleep(lockPollMs);
    }
    return await work(runner);
  } finally {
    // The lock belongs to the session; destroying the data source ends it in any case.
    await runner.query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [key]).catch(() => undefined);
    await runner.release();
  }
}

async function tryLock(runner: QueryRunner, key: string): Promise<boolean> {
  const rows = (await runner.query('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked', [key])) as {
    locked: boolean;
  }[];
  return rows[0]?.locked === true;
}

/** Fresh tables have no statistics, and autovacuum comes a minute too late for the first load. */
async function analyze(runner: QueryRunner, schema: string, say: (line: string) => void): Promise<void> {
  say('analyzing tables');
  const rows = (await runner.query(
    `SELECT format('%I.%I', schemaname, tablename) AS table FROM pg_tables WHERE schemaname = $1`,
    [schema],
  )) as { table: string }[];
  for (const row of rows) await runner.query(`ANALYZE ${row.table}`);
}

/** Names of the migrations that the code has and the database lacks, in the order they would run. Changes nothing. */
export async function pendingMigrations(dataSource: DataSource, o: ServiceDatabase): Promise<string[]> {
  const done = new Set(await recordedMigrations(dataSource, o.service));
  return o.migrations
    .map((Migration) => new Migration().name ?? Migration.name)
    .filter((name) => !done.has(name))
    .sort((a, b) => timestampOf(a) - timestampOf(b));
}

/** Throws an error of one line when the schema lacks a migration: services do not migrate at boot. */
export async function assertMigrated(dataSource: DataSource, o: ServiceDatabase): Promise<void> {
  const pending = await pendingMigrations(dataSource, o);
  if (pending.length === 0) return;
  throw new Error(
    `The database schema "${o.service}" lacks ${pending.length} migration(s), the first is ${pending[0]}: run \`npm run migrate\`.`,
  );
}

async function recordedMigrations(dataSource: DataSource, schema: string): Promise<string[]> {
  try {
    const rows = await dataSource.query<{ name: string }[]>(`SELECT name FROM "${schema}"."migrations"`);
    return rows.map((row) => row.name);
  } catch (error) {
    const undefinedTable = '42P01';
    if (sqlState(error) === undefinedTable) return [];
    throw error;
  }
}

/** TypeORM orders by the 13 digits of milliseconds that end a migration's name. */
function timestampOf(name: string): number {
  return Number(name.slice(-13));
}

/** Picks TypeORM's line about each migration that ran out of all it says. */
class MigrationLogger implements Logger {
  constructor(private readonly say: (line: string) => void) {}

  logSchemaBuild(message: string): void {
    const done = /^Migration (\S+) has been/.exec(message);
    if (done) this.say(`${done[1]} done`);
  }

  log(): void {}
  logQuery(): void {}
  logQueryError(): void {}
  logQuerySlow(): void {}
  logMigration(): void {}
}
