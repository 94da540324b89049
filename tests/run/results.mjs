import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

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
  sum.suites += result.numTotalTestSuites;
  sum.passed += result.numPassedTests;
  // A file that does not even load has no tests to count, yet it failed.
  sum.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  sum.skipped += result.numPendingTests + result.numTodoTests;
  for (const file of result.testResults) addNotes(sum.notes, file);
}

function addNotes(notes, { name: path, status, assertionResults }) {
  const where = relative('', path);
  if (status === 'failed' && assertionResults.length === 0) notes.push(`failed: ${where} does not run`);
  const skipped = new Map();
  for (const test of assertionResults) {
    if (test.status === 'failed') notes.push(`failed: ${where}: ${test.fullName}`);
    if (test.status !== 'pending' && test.status !== 'todo') continue;
    // A suite that is skipped as a whole carries its reason in its name; it is named once.
    const name = /\(skipped: /.test(test.ancestorTitles[0] ?? '') ? test.ancestorTitles[0] : test.fullName;
    skipped.set(name, (skipped.get(name) ?? 0) + 1);
  }
  for (const [name, count] of skipped) notes.push(`skipped: ${where}: ${name}${count > 1 ? `, ${count} tests` : ''}`);
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
