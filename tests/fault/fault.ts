// npm run fault -- [--minutes N] [--seed N] [--json FILE] [--kills a,b]: Switchboard under load, killed again and again, then judged.
// Without --minutes each kind of kill happens once.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { faultKinds } from './checker/findings';
import { playChapter } from './run/chapter';
import { eachOnce, type KillName, killNames, type Stage } from './run/kills';
import { Ledger } from './run/ledger';
import { checkPresence, type PresenceFaults } from './run/presence-promises';
import { Random } from './run/random';
import { isClean, type Settled } from './run/settle';
import { System } from './run/system';

const began = Date.now();
const say = (line: string): void =>
  console.log(`${String(Math.round((Date.now() - began) / 1000)).padStart(5)} s  ${line}`);

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'string' },
    kills: { type: 'string' },
  },
});
const minutes = Number(options.minutes ?? 0);
const seed = Number(options.seed ?? Date.now() % 1_000_000);
const chosen = options.kills?.split(',') as KillName[] | undefined;
const isShort = minutes === 0 && !chosen;
const planned = isShort ? eachOnce : (chosen ?? killNames).map((kill) => [kill]);
/** A short run shares its cores with other tests; some requests a second are enough to have one under way at each kill. */
const pauseMs = isShort ? 2_000 : 800;

interface Report {
  readonly faults: Partial<Record<KillName, number>>;
  readonly settled: Settled;
  readonly presence: PresenceFaults;
}

function write({ faults, settled: { verdict }, presence }: Report): boolean {
  const { examples, ...counts } = verdict;
  console.table(Object.entries(faults).map(([kill, times]) => ({ kill, times })));
  console.table(Object.entries({ ...counts, ...presence }).map(([figure, count]) => ({ figure, count })));
  for (const kind of faultKinds) for (const example of examples[kind] ?? []) console.log(`${kind}: ${example}`);
  if (options.json)
    writeFileSync(options.json, JSON.stringify({ seed, faults, ...counts, ...presence, examples }, null, 2));
  return isClean(verdict) && presence.thrownOut + presence.assignedInSilence === 0;
}

/** Chapter after chapter until time is up or something is wrong. Each has teams of its own, and tokens that last. */
async function play(system: System, ledger: Ledger): Promise<Report> {
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
  const stage: Omit<Stage, 'teams'> = { system, random: new Random(seed), silences: [] };
  const faults: Partial<Record<KillName, number>> = {};
  for (;;) {
    const plan = stage.random.shuffled(planned);
    const settled = await playChapter({ ...stage, ledger, place, plan, pauseMs, say });
    for (const kill of plan.flat()) faults[kill] = (faults[kill] ?? 0) + 1;
    const presence = checkPresence(settled.records, stage.silences);
    say(`${Object.values(faults).reduce((a, b) => a + b)} kills, ${isClean(settled.verdict) ? 'no fault' : 'FAULTS'}`);
    const over = Date.now() - began > minutes * 60_000 || !isClean(settled.verdict);
    if (over) return { faults, settled, presence };
  }
}

async function main(): Promise<void> {
  say(`seed ${seed}`);
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-fault-'));
  const system = await System.start();
  // Broker and database are in sessions of their own: nobody else ends them when a person presses Ctrl-C.
  const giveUp = (): void => void system.stop().finally(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, giveUp);
  try {
    say('two processes of each service run on a broker and a database of their own');
    const report = await play(system, new Ledger(join(folder, 'ledger.jsonl')));
    process.exitCode = write(report) ? 0 : 1;
  } finally {
    await system.stop().catch((error: unknown) => console.error('stopping:', error));
    rmSync(folder, { recursive: true, force: true });
  }
}

void main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
