import { setImmediate as sent } from 'node:timers/promises';

/**
 * Does `work` while PostgreSQL is busy with a statement, so that the two cost the time of the longer one. Resolves with what
 * `work` gives once the statement is done; rejects when either fails, but never before the connection is free again.
 */
export async function meanwhile<T>(statement: Promise<unknown>, work: () => T): Promise<T> {
  statement.catch(() => undefined); // its failure is seen below
  await sent(); // the driver writes to its socket in a later turn
  try {
    return work();
  } finally {
    await statement;
  }
}
