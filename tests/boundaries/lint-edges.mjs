// Lints one import per given [package, target] by the repository's own configuration and prints {edge: [rule]}. It does so in
// a copy that has of each package its description and these imports, which no linter that runs beside it sees.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';

const packages = ['libs', 'apps'].flatMap((parent) => readdirSync(parent).map((name) => join(parent, name)));
const fileOf = ([from, to]) => `${from}/src/to-${to}.ts`;

/** Links what is installed, and the packages to their copies. */
function linkModules(modules) {
  mkdirSync(join(modules, '@switchboard'), { recursive: true });
  const installed = readdirSync('node_modules').filter((name) => name !== '@switchboard');
  for (const name of installed) symlinkSync(resolve('node_modules', name), join(modules, name));
  for (const path of packages) symlinkSync(join('../..', path), join(modules, '@switchboard', basename(path)));
}

function writeCopy(root, pairs) {
  const descriptions = ['.', ...packages].map((path) => join(path, 'package.json'));
  const tools = ['nx.json', '.oxlintrc.json', 'tests/boundaries/nx-boundaries.mjs'];
  for (const path of [...descriptions, ...tools]) cpSync(path, join(root, path));
  linkModules(join(root, 'node_modules'));
  // As of an import that is being written, Nx does not know of it yet; it would report those that make a circle as such.
  writeFileSync(join(root, '.nxignore'), '*/*/src\n');
  for (const pair of pairs) {
    mkdirSync(dirname(join(root, fileOf(pair))), { recursive: true });
    writeFileSync(join(root, fileOf(pair)), `import '@switchboard/${pair[1]}';\n`);
  }
}

function rulesByFile(root) {
  const { stdout, stderr } = spawnSync('node_modules/.bin/oxlint', ['-f', 'json', 'apps', 'libs'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (!stdout.includes('{')) throw new Error(stderr || stdout);
  const { diagnostics, number_of_files: files } = JSON.parse(stdout.slice(stdout.indexOf('{')));
  return { files, of: (path) => diagnostics.filter(({ filename }) => filename === path).map(({ code }) => code) };
}

const pairs = JSON.parse(process.argv[2]);
const root = mkdtempSync(join(tmpdir(), 'switchboard-edges-'));
try {
  writeCopy(root, pairs);
  const rules = rulesByFile(root);
  if (rules.files !== pairs.length) throw new Error(`linted ${rules.files} files of ${pairs.length}`);
  console.log(JSON.stringify(Object.fromEntries(pairs.map((pair) => [pair.join(' -> '), rules.of(fileOf(pair))]))));
} finally {
  rmSync(root, { recursive: true, force: true });
}
