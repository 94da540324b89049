// npm run fault -- [--minutes N] [--seed N] [--json FILE] [--kills a,b]: Switchboard under load, killed again and again, then judged.
// Without --minutes each kind of kill happens once.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faultKinds } from './checker/findings';
import { playChapter } from './run/chapter';
import type { KillName, Stage } from './run/kills';
import { Ledger } from './run/ledger';
import { type FaultOptions, readOptions, UsageError } from './run/options';
import { checkPresence, type PresenceFaults } from './run/presence-promises';
import { Random } from './run/random';
import { isClean, type Settled } from './run/settle';
import { System } from './run/system';

const began = Date.now();
const say = (line: string): void =>
  console.log(`${String(Math.round((Date.now() - began) / 1000)).padStart(5)} s  ${line}`);

interface Report {
  readonly faults: Partial<Record<KillName, number>>;
  readonly settled: Settled;
  readonly presence: PresenceFaults;
}

/** Prints the report, and writes it where that was asked for; whether every promise was kept. */
function write({ faults, settled: { verdict }, presence }: Report, { seed, json }: FaultOptions): boolean {
  const { examples, ...counts } = verdict;
  console.table(Object.entries(faults).map(([kill, times]) => ({ kill, times })));
  console.table(Object.entries({ ...counts, ...presence }).map(([figure, count]) => ({ figure, count })));
  for (const kind of faultKinds) for (const example of examples[kind] ?? []) console.log(`${kind}: ${example}`);
  if (json) writeFileSync(json, JSON.stringify({ seed, faults, ...counts, ...presence, examples }, null, 2));
  return isClean(verdict) && presence.thrownOut + presence.assignedInSilence === 0;
}

/** Chapter after chapter until time is up or something is wrong. Each has teams of its own, and tokens that last. */
async function play(system: System, ledger: Ledger, o: FaultOptions): Promise<Report> {
  const { installation, kafka } = system;
  const [database] = await installation.query<{ name: string }>('SELECT current_database() AS name');
  const databaseUrl = new URL(system.postgres.address);
  databaseUrl.pathname = `/${database?.name}`;
  const place = {
    databaseUrl: databaseUrl.href,
    brokers: [kafka.address],
    namespace: installation.namespace,
    ledgerPath: ledger.path,
  };
  const stage: Omit<Stage, 'teams'> = { system, random: new Random(o.seed), silences: [] };
  const faults: Partial<Record<KillName, number>> = {};
  for (;;) {
    const plan = stage.random.shuffled(o.planned);
    const settled = await playChapter({ ...stage, ledger, place, plan, pauseMs: o.pauseMs, say });
    for (const kill of plan.flat()) faults[kill] = (faults[kill] ?? 0) + 1;
    const presence = checkPresence(settled.evidence.records, stage.silences);
    say(`${Object.values(faults).reduce((a, b) => a + b)} kills, ${isClean(settled.verdict) ? 'no fault' : 'FAULTS'}`);
    const over = Date.now() - began > o.minutes * 60_000 || !isClean(settled.verdict);
    if (over) return { faults, settled, presence };
  }
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  say(`seed ${options.seed}`);
  const system = await System.start();
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-fault-'));
  let isKept = true;
  // Broker and database are in sessions of their own: nobody else ends them when a person presses Ctrl-C.
  const giveUp = (): void => void system.stop().finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, giveUp);
  try {
    say('two processes of each service run on a broker and a database of their own');
    const report = await play(system, new Ledger(join(folder, 'ledger.jsonl')), options);
    isKept = !write(report, options);
    if (isKept) writeFileSync(join(folder, 'evidence.json'), JSON.stringify(report.settled.evidence));
    process.exitCode = isKept ? 1 : 0;
  } finally {
    await system.stop().catch((error: unknown) => console.error('stopping:', error));
    if (isKept) console.log(`What there is to judge by is kept in ${folder}`);
    else rmSync(folder, { recursive: true, force: true });
  }
}

void main().catch((error: unknown) => {
  console.error(error instanceof UsageError ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
