// One tier of one package: node tests/run/jest.mjs TIER PROJECT ROOT [parts of paths] [jest arguments]. What the Nx targets
// run; `npm test` runs a tier of all packages as one project with the root `.`. The results go to
// .cache/test-results/TIER/PROJECT.json.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { writeBundles } from './bundles.mjs';
import './cheap-passwords.mjs';
import { startSharedBrowser } from './shared-browser.mjs';
import { startSharedStandalone } from './shared-standalone.mjs';
import { startAll } from './start-all.mjs';

const [tier, project, root, ...rest] = process.argv.slice(2);
const flags = rest.filter((argument) => argument.startsWith('-'));
const patterns = rest.filter((argument) => !argument.startsWith('-'));
const results = resolve(`.cache/test-results/${tier}/${project}.json`);
const patience = 20_000; // milliseconds from the results to the end of the process

/** Starts what the suites run on: `npm test` has done so already, suites that are run on their own do it here. */
function surroundings() {
  const { KAFKA_BROKERS, KAFKA_MISSING, DATABASE_URL, SHARED_STANDALONE } = process.env;
  const parts = [];
  if (tier !== 'unit' && !(DATABASE_URL && (KAFKA_BROKERS || KAFKA_MISSING))) {
    const { startInfrastructure } = createRequire(import.meta.url)('@switchboard/testing');
    parts.push(() => startInfrastructure(console.log, { disposable: true }));
  }
  if (['e2e', 'long'].includes(tier) && !SHARED_STANDALONE) parts.push(startSharedStandalone, startSharedBrowser);
  return startAll(parts);
}

function runJest(env) {
  const bundles = writeBundles(tier, project, root, patterns);
  const args = [
    'node_modules/jest/bin/jest.js',
    ...['--config', resolve('jest.config.cjs'), '--rootDir', resolve('')],
    ...['--testMatch', `${bundles}/*`, '--passWithNoTests'],
    ...['--json', '--outputFile', results],
    ...(flags.some((argument) => argument.startsWith('--maxWorkers='))
      ? []
      : [`--maxWorkers=${tier === 'e2e' ? 2 : 1}`]),
    ...flags,
  ];
  // Jest prints the JSON on standard output too; people read standard error.
  const stdio = ['ignore', 'ignore', 'inherit'];
  const jest = spawn(process.execPath, args, { stdio, env: { ...process.env, ...env } });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => jest.kill(signal));
  const watch = endWhenItHangs(jest);
  return new Promise((done) => jest.once('exit', (code) => done(code ?? 1))).finally(() => clearInterval(watch));
}

/** A suite that leaves something open would hold up everything after it, so it fails instead. */
function endWhenItHangs(jest) {
  let since;
  return setInterval(() => {
    if (!existsSync(results)) return;
    since ??= Date.now();
    if (Date.now() - since < patience) return;
    console.error(`${project}: the tests are done, but something they opened keeps the process alive.`);
    jest.kill('SIGKILL');
  }, 500);
}

mkdirSync(dirname(results), { recursive: true });
rmSync(results, { force: true });
try {
  const { environment, stop } = await surroundings();
  const code = await runJest(environment);
  await stop();
  process.exitCode = code;
} catch (error) {
  console.error(`${project}: ${error.message}`);
  process.exitCode = 1;
}
