// npm test: everything that a change can break. Each step runs even if an earlier one failed, where it still can; the last
// line is `N passed, N failed, N skipped`, and the exit code is 1 if anything failed.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { projectsWith, tierResults } from './results.mjs';

const environment = { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', FORCE_COLOR: '0' };
const rows = []; // one of the table at the end
let current; // the child that runs
let stopped = false;

const say = (line) => console.log(`\n== ${line}`);

/** Runs a command to its end; true if it exits with 0. */
function run(command, args, env = {}) {
  if (stopped) return Promise.resolve(false);
  return new Promise((resolve) => {
    current = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...environment, ...env } });
    current.on('error', () => resolve(false));
    current.on('exit', (code) => resolve(code === 0));
  });
}

async function timed(title, work) {
  say(title);
  const began = Date.now();
  const outcome = await work();
  return { outcome, seconds: Math.round((Date.now() - began) / 1000) };
}

/** A step that is one check. */
async function check(name, command, args) {
  const { outcome, seconds } = await timed(name, () => run(command, args));
  rows.push({ tier: name, suites: 1, passed: outcome ? 1 : 0, failed: outcome ? 0 : 1, skipped: 0, seconds });
  return outcome;
}

async function tier(name, parallel, env) {
  const args = ['nx', 'run-many', '-t', name, `--parallel=${parallel}`, '--outputStyle=stream'];
  const { seconds } = await timed(`${name} tests`, () => run('npx', args, env));
  rows.push({ ...tierResults(name, projectsWith(name)), seconds });
}

async function withInfrastructure(work) {
  const { startInfrastructure } = createRequire(import.meta.url)('@switchboard/testing');
  const { outcome: infrastructure } = await timed('infrastructure', () => startInfrastructure());
  const { databaseUrl, kafkaBrokers } = infrastructure;
  try {
    await work({ DATABASE_URL: databaseUrl, ...(kafkaBrokers ? { KAFKA_BROKERS: kafkaBrokers } : {}) });
  } finally {
    await infrastructure.stop();
  }
}

function report() {
  const skipped = rows.flatMap((row) => row.skippedNames ?? []);
  say('results');
  console.table(
    rows.map(({ tier, suites, passed, failed, skipped, seconds }) => ({
      tier,
      suites,
      passed,
      failed,
      skipped,
      seconds,
    })),
  );
  if (skipped.length > 0) console.log(`Skipped:\n${skipped.map((name) => `  ${name}`).join('\n')}`);
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  return sum('failed') === 0 && !stopped;
}

for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    stopped = true;
    current?.kill(signal);
  });

rmSync('.cache/test-results', { recursive: true, force: true });
await check('format', 'npx', ['prettier', '--check', '--log-level', 'warn', '.']);
const compiled = await check('types', 'npx', ['tsc', '-b']);
await check('lint', 'npx', ['nx', 'run-many', '-t', 'lint', '--parallel=2', '--outputStyle=stream']);
await tier('unit', 2);
if (compiled && !stopped)
  try {
    await withInfrastructure(async (env) => {
      await tier('int', 1, env);
      await tier('e2e', 1, env);
    });
  } catch (error) {
    console.error(`infrastructure: ${error.message}`);
    rows.push({ tier: 'infrastructure', suites: 1, passed: 0, failed: 1, skipped: 0, seconds: 0 });
  }
process.exit(report() ? 0 : 1);
