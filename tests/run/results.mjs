import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = '.cache/test-results';

/**
 * What Jest has written for a tier, added up.
 * @param {string} tier `unit`, `int`, `e2e` or `long`
 * @param {string[]} projects those that should have written a result: one that has none has crashed
 * @returns {{tier: string, suites: number, passed: number, failed: number, skipped: number, notes: string[]}}
 */
export function tierResults(tier, projects) {
  const sum = { tier, suites: 0, passed: 0, failed: 0, skipped: 0, notes: [] };
  for (const project of projects) {
    const file = join(folder, tier, `${project}.json`);
    if (existsSync(file)) {
      add(sum, JSON.parse(readFileSync(file, 'utf8')), project);
    } else {
      sum.failed += 1;
      sum.notes.push(`failed: ${tier} of ${project} ended without results`);
    }
  }
  return sum;
}

function add(sum, result, project) {
  sum.suites += result.numTotalTestSuites;
  sum.passed += result.numPassedTests;
  // A file that does not even load has no tests to count, yet it failed.
  sum.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  sum.skipped += result.numPendingTests + result.numTodoTests;
  const skipped = new Map();
  for (const file of result.testResults) {
    if (file.status === 'failed' && file.assertionResults.length === 0)
      sum.notes.push(`failed: ${file.name} does not run`);
    for (const test of file.assertionResults) {
      if (test.status === 'failed') sum.notes.push(`failed: ${project}: ${test.fullName}`);
      if (test.status !== 'pending' && test.status !== 'todo') continue;
      // A suite that is skipped as a whole carries its reason in its name; it is named once.
      const name = /\(skipped: /.test(test.ancestorTitles[0] ?? '') ? test.ancestorTitles[0] : test.fullName;
      skipped.set(name, (skipped.get(name) ?? 0) + 1);
    }
  }
  for (const [name, count] of skipped)
    sum.notes.push(`skipped: ${project}: ${name}${count > 1 ? `, ${count} tests` : ''}`);
}

/** Packages with a target, by name. */
export function projectsWith(target) {
  return ['libs', 'apps', '.']
    .flatMap((parent) => (parent === '.' ? ['tests'] : readdirSync(parent).map((name) => join(parent, name))))
    .filter((dir) => existsSync(join(dir, 'package.json')))
    .map((dir) => JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')))
    .filter((manifest) => manifest.nx?.targets?.[target])
    .map((manifest) => manifest.name);
}
