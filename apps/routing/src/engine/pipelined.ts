import { setImmediate as written } from 'node:timers/promises';
import { answered } from '@switchboard/persistence';

/** Notes that a statement is on its way; resolves once it is written to the socket, to work while PostgreSQL does. */
export type Send = (statement: Promise<unknown>) => Promise<void>;

/**
 * Sends statements one after the other without waiting for their answers, while the rows of the next are put together.
 * Resolves when all are answered; rejects as `answered` does, or with what `work` throws, but never before the connection
 * is free again.
 */
export async function pipelined(work: (send: Send) => Promise<void>): Promise<void> {
  const statements: Promise<unknown>[] = [];
  const send: Send = async (statement) => {
    statement.catch(() => undefined); // its failure is seen below
    statements.push(statement);
    await written(); // the driver writes to its socket in a later turn
  };
  try {
    await work(send);
  } finally {
    await answered(statements);
  }
}
