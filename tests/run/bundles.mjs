// Jest loads every module anew for every file it is given: Nest, TypeORM and kafkajs are 1,900 of them, up to two seconds of
// a core, more than most specs need themselves. So a file that Jest is given is a bundle of several specs of one package.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

/** How many specs of a package are loaded together; a long run stands alone, as it takes from minutes to hours. */
const bundleSize = { unit: 12, int: 9, e2e: 4 };

/**
 * What takes long stands alone and begins first, so that no core waits at the end for one long suite. Jest knows by itself
 * how long each took the last time, but not in a fresh clone, as in CI.
 */
const longest = [
  'tests/integration/two-of-each',
  'tests/fault/kills',
  'routing/src/model-based',
  'routing/src/drain/crash-before-drain',
  'routing/src/races.',
  'embedded-postgres/src/',
  'messaging/src/kafka/kafka',
  'notification/src/stream/',
  'routing-domain/src/model-based/model-based',
];

const rank = (spec) => {
  const place = longest.findIndex((part) => spec.includes(part));
  return place === -1 ? longest.length : place;
};

/** The specs of a tier below a folder whose path has one of the patterns, if there are any: `apps/intake/src/…int.spec.ts`. */
function specsOf(tier, root, patterns) {
  const found = [];
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!/^(node_modules|dist|\..+)$/.test(entry.name)) visit(path);
      } else if (path.endsWith(`.${tier}.spec.ts`)) {
        found.push(relative('', path));
      }
    }
  };
  visit(resolve(root));
  const wanted = patterns.map((pattern) => new RegExp(pattern));
  return found.filter((spec) => wanted.length === 0 || wanted.some((pattern) => pattern.test(resolve(spec)))).sort();
}

/** @returns {string[][]} the specs of each bundle, the longest first */
function bundlesOf(tier, specs) {
  const alone = specs.filter((spec) => rank(spec) < longest.length).sort((a, b) => rank(a) - rank(b));
  const byPackage = new Map();
  for (const spec of specs.filter((each) => !alone.includes(each))) {
    const name = spec.split(sep).slice(0, 2).join('/');
    byPackage.set(name, [...(byPackage.get(name) ?? []), spec]);
  }
  const together = [...byPackage.values()].flatMap((all) => {
    const count = Math.ceil(all.length / (bundleSize[tier] ?? 1));
    return Array.from({ length: count }, (_, i) => all.filter((_spec, place) => place % count === i));
  });
  return [...alone.map((spec) => [spec]), ...together.sort((a, b) => b.length - a.length)];
}

/** The tests of a spec bear its path; a spec that does not load fails by itself, and the others run. */
const source = (folder, specs) =>
  specs
    .map((spec) => {
      const path = JSON.stringify(relative(folder, spec));
      return `describe(${JSON.stringify(spec)}, () => {
  try { require(${path}); } catch (error) { it('loads', () => { throw error; }); }
});\n`;
    })
    .join('');

/**
 * Writes the bundles of a tier for Jest, in the order in which they are to begin.
 * @param {string} tier `unit`, `int`, `e2e` or `long`
 * @param {string} project whose they are; of each project and tier there is one set
 * @param {string} root the folder whose specs they are
 * @param {string[]} patterns regular expressions of which one matches the path of a spec; none for all
 * @returns {string} the folder with the bundles
 */
export function writeBundles(tier, project, root, patterns) {
  const folder = resolve('.cache/bundles', tier, project);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  bundlesOf(tier, specsOf(tier, root, patterns)).forEach((specs, place) => {
    const [parent, name] = specs[0].split(sep);
    const file = `${String(place).padStart(2, '0')}-${parent}-${name}.${tier}.spec.js`;
    writeFileSync(join(folder, file), source(folder, specs));
  });
  return folder;
}
