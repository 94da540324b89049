// npm test: everything that a change can break. Each step runs even if an earlier one failed, where it still can; the last
// line is `N passed, N failed, N skipped`, and the exit code is 1 if anything failed.
// --long adds the long runs; --projects=A,B tests only these packages.
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import './cheap-passwords.mjs';
import { endChildrenWithUs, runNode, wasInterrupted } from './processes.mjs';
import { foldersOf, tierResults } from './results.mjs';
import { startSharedBrowser } from './shared-browser.mjs';
import { startSharedStandalone } from './shared-standalone.mjs';
import { startAll } from './start-all.mjs';

const environment = { NX_DAEMON: 'false', NX_NO_CLOUD: 'true', NX_TUI: 'false', FORCE_COLOR: '0' };
const tools = {
  oxfmt: 'node_modules/oxfmt/bin/oxfmt',
  tsc: 'node_modules/typescript-native/bin/tsc',
  oxlint: 'node_modules/oxlint/bin/oxlint',
};
const only = process.argv.find((argument) => argument.startsWith('--projects='));
const folders = only ? foldersOf(only.slice('--projects='.length).split(',')) : [];
const rows = []; // of the table at the end
const notes = []; // below it

const say = (line) => console.log(`\n== ${line}`);

async function timed(title, work) {
  say(title);
  const began = Date.now();
  const outcome = await work();
  const seconds = Math.round((Date.now() - began) / 1000);
  console.log(`== ${title}: ${seconds} s`);
  return { outcome, seconds };
}

/** A step that is one check. */
async function check(name, ...args) {
  const { outcome, seconds } = await timed(name, () => runNode(args, environment));
  rows.push({ tier: name, suites: 1, passed: outcome ? 1 : 0, failed: outcome ? 0 : 1, skipped: 0, seconds });
  if (!outcome) notes.push(`failed: ${name}`);
  return outcome;
}

/**
 * A tier of all packages in one Jest, which gives its workers a suite at a time, the longest first: package by package, the
 * longest package would be alone at the end, and each would compile again what it shares with the others.
 */
async function tier(name, workers, env = {}) {
  if (wasInterrupted()) return;
  // A worker keeps some of what its suites have used; it begins anew before that is too much.
  const limits = [`--maxWorkers=${workers}`, '--workerIdleMemoryLimit=1500MB'];
  const args = ['tests/run/jest.mjs', name, 'all', '.', ...limits, ...folders];
  const { outcome, seconds } = await timed(`${name} tests`, () => runNode(args, { ...environment, ...env }));
  const { notes: said, ...row } = tierResults(name);
  if (!outcome && row.failed === 0) {
    row.failed = 1;
    said.push(`failed: ${name}: the suites passed their tests but did not end well, see above`);
  }
  rows.push({ ...row, seconds });
  notes.push(...said);
}

/** Its types are those of the documents, it builds, and what the first view loads stays small. */
async function webApp() {
  await check('api types', 'apps/workspace/generate-api-types.mjs', '--check');
  if (await check('web app', 'apps/workspace/build.mjs')) await check('first load', 'tests/run/workspace-size.mjs');
}

/** The broker and the database that suites share. */
async function startInfrastructure() {
  const testing = createRequire(import.meta.url)('@switchboard/testing');
  const report = (line) => {
    console.log(line);
    if (/^(Kafka|PostgreSQL): .*(given|Testcontainers|Maven on|npm package|none)/.test(line)) notes.push(line);
  };
  const { outcome } = await timed('infrastructure', () => testing.startInfrastructure(report, { disposable: true }));
  return outcome;
}

async function tiersOnInfrastructure(infrastructure) {
  const running = await infrastructure;
  // What only the last tiers need gets ready beside the one before.
  const site = startAll(wasInterrupted() ? [] : [startSharedStandalone, startSharedBrowser]);
  site.catch(() => undefined); // who needs it says so
  try {
    // Three at a time on two cores: these mostly wait for a broker or a database.
    await tier('int', 3, running.environment);
    const environment = { ...running.environment, ...(await site).environment };
    // Two, as some start whole installations of their own, and wait for them, and for browsers, more than they work.
    await tier('e2e', 2, environment);
    if (process.argv.includes('--long')) await tier('long', 1, environment);
  } finally {
    await Promise.allSettled([running.stop(), site.then(({ stop }) => stop())]);
  }
}

function report() {
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  say('results');
  const columns = ['tier', 'suites', 'passed', 'failed', 'skipped', 'seconds'];
  for (const row of [Object.fromEntries(columns.map((column) => [column, column])), ...rows]) {
    console.log(columns.map((column, i) => (i ? String(row[column]).padStart(8) : row[column].padEnd(16))).join(' '));
  }
  if (notes.length > 0) console.log(`\n${notes.join('\n')}`);
  if (wasInterrupted()) console.log('interrupted');
  console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
  return sum('failed') === 0 && !wasInterrupted();
}

endChildrenWithUs();
rmSync('.cache/test-results', { recursive: true, force: true });
// Lint reads what the types have compiled, and goes on beside the tests.
const types = check('types', tools.tsc, '-b');
const format = check('format', tools.oxfmt, '--check');
const lint = Promise.all([types, format]).then(() => check('lint', tools.oxlint));
// The infrastructure mostly waits while it starts.
const infrastructure = types.then(startInfrastructure);
infrastructure.catch(() => undefined); // who needs it says so
await types.then(() => tier('unit', 2)).then(webApp);
try {
  await tiersOnInfrastructure(infrastructure);
} catch (error) {
  rows.push({ tier: 'infrastructure', suites: 1, passed: 0, failed: 1, skipped: 0, seconds: 0 });
  notes.push(`failed: infrastructure: ${error.message}`);
}
await lint;
process.exit(report() ? 0 : 1);
