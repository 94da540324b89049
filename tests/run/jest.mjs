// One tier of one package: node tests/run/jest.mjs TIER PROJECT ROOT [jest arguments]. What the Nx targets unit, int and e2e run.
// The results go to .cache/test-results/TIER/PROJECT.json, where `npm test` adds them up.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const [tier, project, root, ...rest] = process.argv.slice(2);
const results = resolve(`.cache/test-results/${tier}/${project}.json`);
mkdirSync(dirname(results), { recursive: true });
rmSync(results, { force: true });

const args = [
  'node_modules/jest/bin/jest.js',
  ...['--config', resolve('jest.config.cjs'), '--rootDir', resolve(root)],
  ...['--testMatch', `**/*.${tier}.spec.ts`, '--passWithNoTests'],
  ...['--json', '--outputFile', results],
  // These share a broker and a database server, and two cores.
  ...(tier === 'unit' ? [] : ['--runInBand', '--globalSetup', resolve('tests/run/infrastructure.cjs')]),
  ...rest,
];
// Jest prints the JSON on standard output too; people read standard error.
const jest = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => jest.kill(signal));
jest.on('exit', (code) => process.exit(code ?? 1));
