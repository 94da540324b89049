import { spawnProcess } from '@switchboard/testing';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Verdict } from './checker/check';
import { faultKinds } from './checker/findings';
import type { KillName } from './run/kills';
import type { PresenceFaults } from './run/presence-promises';

/** What `npm run fault -- --json` writes (contracts.md). */
export interface FaultReport extends Verdict, PresenceFaults {
  readonly seed: number;
  readonly faults: Partial<Record<KillName, number>>;
}

const noFaults = Object.fromEntries(faultKinds.map((kind) => [kind, 0]));

/** Runs the program as a person does; rejects with all it said when it does not get to a report. */
export async function runFault(...args: string[]): Promise<{ report: FaultReport; said: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'fault-report-'));
  const json = join(folder, 'report.json');
  try {
    const program = ['-r', './tests/fault/typescript.cjs', 'tests/fault/fault.ts', '--json', json, ...args];
    const fault = spawnProcess(process.execPath, program, { cwd: join(__dirname, '../..') });
    await fault.exited;
    const said = fault.output();
    try {
      return { report: JSON.parse(readFileSync(json, 'utf8')) as FaultReport, said };
    } catch {
      throw new Error(`no report:\n${said}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every promise was kept, each of these kills happened, and there was something to judge. */
export function expectNoFault(
  { report, said }: { report: FaultReport; said: string },
  killed: readonly KillName[],
): void {
  const kept = { ...noFaults, deadLettered: 0, thrownOut: 0, assignedInSilence: 0 };
  const found = Object.fromEntries(Object.keys(kept).map((kind) => [kind, report[kind as keyof typeof report]]));
  if (JSON.stringify(found) !== JSON.stringify(kept)) console.error(said);
  expect(found).toEqual(kept);
  expect(Object.keys(report.faults).sort()).toEqual([...killed].sort());
  expect(report.accepted).toBeGreaterThan(100);
  expect(report.picks).toBeGreaterThan(50);
  expect(report.closedMessages).toBeGreaterThan(0);
  expect(report.unjudgedPicks).toBeLessThan(report.picks / 2);
}
