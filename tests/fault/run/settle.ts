import { setTimeout as sleep } from 'node:timers/promises';
import { check, type Verdict } from '../checker/check';
import type { Evidence } from '../checker/evidence';
import { faultKinds } from '../checker/findings';
import { readDatabase } from '../checker/read-database';
import { readTopics } from '../checker/read-topics';
import { readLedger } from './ledger';

/** How long everything may take to come to rest once the load has stopped and all processes run again. */
const SETTLE_MS = 90_000;

export interface Settled {
  readonly verdict: Verdict;
  /** What the verdict is about. */
  readonly evidence: Evidence;
}

export interface Place {
  readonly databaseUrl: string;
  readonly brokers: string[];
  readonly namespace: string;
  readonly ledgerPath: string;
}

/** Reads all that there is to judge by. The topics come last: whatever the rows say must be in them. */
export async function gather({ databaseUrl, brokers, namespace, ledgerPath }: Place): Promise<Evidence> {
  const ledger = readLedger(ledgerPath);
  const database = await readDatabase(databaseUrl);
  return { ledger, database, records: await readTopics(brokers, namespace) };
}

export const isClean = (verdict: Verdict): boolean => faultKinds.every((kind) => verdict[kind] === 0);

/** Judges again and again until there is no fault, or until time is up: then what is still wrong stays wrong. */
export async function settle(place: Place, say: (line: string) => void): Promise<Settled> {
  const until = Date.now() + SETTLE_MS;
  for (;;) {
    const evidence = await gather(place);
    const verdict = check(evidence);
    if (isClean(verdict) || Date.now() > until) return { verdict, evidence };
    say(`settling: ${faultKinds.map((kind) => `${kind} ${verdict[kind]}`).join(', ')}`);
    await sleep(2_000);
  }
}
