import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = '.cache/test-results';

/**
 * What Jest has written for a tier, added up.
 * @param {string} tier `unit`, `int` or `e2e`
 * @param {string[]} projects those that should have written a result: one that has none has crashed
 * @returns {{tier: string, suites: number, passed: number, failed: number, skipped: number, skippedNames: string[]}}
 */
export function tierResults(tier, projects) {
  const sum = { tier, suites: 0, passed: 0, failed: 0, skipped: 0, skippedNames: [] };
  for (const project of projects) {
    const file = join(folder, tier, `${project}.json`);
    if (existsSync(file)) add(sum, JSON.parse(readFileSync(file, 'utf8')));
    else sum.failed += 1;
  }
  return sum;
}

function add(sum, result) {
  sum.suites += result.numTotalTestSuites;
  sum.passed += result.numPassedTests;
  // A file that does not even load has no tests to count, yet it failed.
  sum.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  sum.skipped += result.numPendingTests + result.numTodoTests;
  for (const file of result.testResults)
    for (const test of file.assertionResults) if (test.status === 'pending') sum.skippedNames.push(test.fullName);
}

/** Packages with a target, by name. */
export function projectsWith(target) {
  return ['libs', 'apps', '.']
    .flatMap((parent) => (parent === '.' ? ['tests'] : readdirSync(parent).map((name) => join(parent, name))))
    .map((dir) => JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')))
    .filter((manifest) => manifest.nx?.targets?.[target])
    .map((manifest) => manifest.name);
}
