import { eventually } from '@switchboard/testing';
import type { Client } from 'pg';

type Stepped = AsyncGenerator<unknown, void>;

export interface Stepping {
  readonly generator: Stepped;
  readonly db: Client;
}

async function toTheEnd(generator: Stepped): Promise<void> {
  while (!(await generator.next()).done);
}

/** The second chooses after the first has chosen and before it commits; where a lock makes it wait, it waits. */
export async function chooseTogether(first: Stepping, second: Stepping, observer: Client): Promise<void> {
  await first.generator.next();
  let chosen = false;
  const choosing = second.generator.next().then(() => (chosen = true));
  const pid = await backendOf(second.db, observer);
  await eventually(async () => {
    const waits = await observer.query('SELECT FROM pg_locks WHERE pid = $1 AND NOT granted', [pid]);
    if (!chosen && waits.rowCount === 0) throw new Error('it has neither chosen nor come to a lock');
  });
  await toTheEnd(first.generator);
  await choosing;
  await toTheEnd(second.generator);
}

/** All of the second happens while the first has chosen and not committed. */
export async function secondWithinFirst(first: Stepping, second: Stepping): Promise<void> {
  await first.generator.next();
  await toTheEnd(second.generator);
  await toTheEnd(first.generator);
}

/** The server's process behind a session, without asking the session, which may be waiting. */
async function backendOf(db: Client, observer: Client): Promise<number> {
  const { processID } = db as Client & { processID: number };
  const known = await observer.query('SELECT FROM pg_stat_activity WHERE pid = $1', [processID]);
  if (known.rowCount !== 1) throw new Error(`no backend ${processID}`);
  return processID;
}
