import { migrate } from '@switchboard/persistence';
import { databasesAt } from './databases';

/** Migrates every service's schema; each migration is a line of progress. Safe to run by several at once, and again. */
export async function migrateAll(databaseUrl: string, progress: (line: string) => void): Promise<void> {
  for (const database of databasesAt(databaseUrl)) await migrate(database, progress);
}
