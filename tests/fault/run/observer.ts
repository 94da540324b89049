import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { takeCensus } from '../checker/read-database';
import type { Ledger } from './ledger';

const EVERY_MS = 300;

/** Looks at the teams again and again, so that the checker knows who was eligible when; not while the database is away. */
export async function observe(url: string, teamIds: string[], ledger: Ledger, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined); // the next look fails, and connects again
    try {
      await client.connect();
      while (!signal.aborted) {
        ledger.add(...(await takeCensus(client, teamIds)));
        await sleep(EVERY_MS);
      }
    } catch {
      await sleep(EVERY_MS);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
