import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, escapeIdentifier } from 'pg';
import { EmbeddedPostgresError } from './embedded-postgres.error';

interface Waiting {
  readonly url: string;
  readonly server: ChildProcess;
  /** What the server's log says, once it has failed. */
  readonly complaint: () => string;
  readonly progress: (line: string) => void;
}

/**
 * Waits until the server answers. Recovery after a kill may take as long as it needs, as long as the server lives.
 * @throws EmbeddedPostgresError START_FAILED when the server ends.
 */
export async function connectWhenReady({ url, server, complaint, progress }: Waiting): Promise<void> {
  let nextReport = Date.now() + 3_000;
  for (;;) {
    if (await answers(url)) return;
    if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) {
      throw new EmbeddedPostgresError('START_FAILED', `PostgreSQL does not start: ${complaint()}`);
    }
    if (Date.now() > nextReport) {
      progress('PostgreSQL: starting (recovering what an earlier run left unfinished)');
      nextReport += 10_000;
    }
    await sleep(30);
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Creates the database unless it is there. */
export async function ensureDatabase(adminUrl: string, database: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${escapeIdentifier(database)}`);
  } finally {
    await client.end();
  }
}
