import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = '.cache/test-results';

/**
 * What Jest has written for a tier, added up.
 * @param {string} tier `unit`, `int`, `e2e` or `long`
 * @returns {{tier: string, suites: number, passed: number, failed: number, skipped: number, notes: string[]}}
 */
export function tierResults(tier) {
  const sum = { tier, suites: 0, passed: 0, failed: 0, skipped: 0, notes: [] };
  const file = join(folder, tier, 'all.json');
  if (existsSync(file)) {
    add(sum, JSON.parse(readFileSync(file, 'utf8')));
  } else {
    sum.failed = 1;
    sum.notes.push(`failed: the ${tier} tests ended without results`);
  }
  return sum;
}

function add(sum, result) {
  sum.passed += result.numPassedTests;
  // A file that does not even load has no tests to count, yet it failed.
  sum.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  sum.skipped += result.numPendingTests + result.numTodoTests;
  const tests = result.testResults.flatMap(({ assertionResults }) => assertionResults);
  sum.suites += new Set(tests.map(specOf)).size;
  for (const { name, status, assertionResults } of result.testResults) {
    if (status === 'failed' && assertionResults.length === 0) sum.notes.push(`failed: ${name} does not run`);
  }
  addNotes(sum.notes, tests);
}

/** A bundle puts each spec into a block of its path (bundles.mjs). */
const specOf = ({ ancestorTitles }) => ancestorTitles[0];

function addNotes(notes, tests) {
  const skipped = new Map();
  for (const test of tests) {
    const [spec, ...blocks] = test.ancestorTitles;
    const name = `${spec}: ${[...blocks, test.title].join(' ')}`;
    if (test.status === 'failed') notes.push(`failed: ${name}`);
    if (test.status !== 'pending' && test.status !== 'todo') continue;
    // A suite that is skipped as a whole carries its reason in its name; it is named once.
    const note = `skipped: ${/\(skipped: /.test(blocks[0] ?? '') ? `${spec}: ${blocks[0]}` : name}`;
    skipped.set(note, (skipped.get(note) ?? 0) + 1);
  }
  for (const [note, count] of skipped) notes.push(count > 1 ? `${note}, ${count} tests` : note);
}

/**
 * The folders of these packages, with a separator at the end, as Jest takes them for parts of paths.
 * @param {string[]} names as `@switchboard/routing`
 * @throws Error where there is no package of that name
 */
export function foldersOf(names) {
  const folders = ['libs', 'apps'].flatMap((parent) => readdirSync(parent).map((name) => join(parent, name)));
  const packages = [...folders, 'tests']
    .filter((folder) => existsSync(join(folder, 'package.json')))
    .map((folder) => [JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).name, `${resolve(folder)}/`]);
  const byName = new Map(packages);
  return names.map((name) => {
    const folder = byName.get(name);
    if (!folder) throw new Error(`There is no package ${name}.`);
    return folder;
  });
}
