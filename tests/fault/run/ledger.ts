import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import type { LedgerEntry } from '../checker/evidence';

/** Reads a ledger: JSON lines. */
export const readLedger = (path: string): LedgerEntry[] =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as LedgerEntry);

/** The file of what was promised. An entry is written only after the promise was given, and before anything else. */
export class Ledger {
  requests = 0;

  constructor(readonly path: string) {
    writeFileSync(path, '');
  }

  add(...entries: readonly LedgerEntry[]): void {
    this.requests += entries.filter(({ kind }) => kind === 'request').length;
    appendFileSync(this.path, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  }
}
