import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(__dirname, '../..');

/** What each kind of package must not import: the arrows that would run against the architecture. */
const forbidden: Record<string, string[]> = {
  'libs/contracts': [
    'runtime',
    'persistence',
    'messaging',
    'testing',
    'routing-domain',
    'routing',
    'embedded-postgres',
  ],
  'libs/routing-domain': ['contracts', 'runtime', 'persistence', 'messaging', 'testing', 'routing'],
  'libs/runtime': ['persistence', 'messaging', 'testing', 'routing-domain', 'settings'],
  'libs/persistence': ['messaging', 'testing', 'routing-domain', 'intake'],
  'libs/messaging': ['testing', 'routing-domain', 'notification', 'embedded-postgres'],
  'libs/embedded-postgres': ['contracts', 'runtime', 'persistence', 'messaging'],
  'libs/testing': ['routing', 'intake', 'settings', 'notification', 'standalone', 'routing-domain'],
  'apps/intake': ['settings', 'routing', 'notification', 'standalone', 'routing-domain', 'testing'],
  'apps/settings': ['intake', 'routing', 'notification', 'standalone', 'routing-domain', 'testing'],
  'apps/routing': ['intake', 'settings', 'notification', 'standalone', 'testing', 'embedded-postgres'],
  'apps/notification': ['intake', 'settings', 'routing', 'standalone', 'routing-domain', 'testing'],
  'libs/client': ['runtime', 'messaging', 'persistence', 'agent'],
  'apps/workspace': ['runtime', 'messaging', 'agent', 'routing', 'standalone'],
  'apps/agent': ['runtime', 'messaging', 'persistence', 'notification', 'settings'],
  'apps/standalone': ['testing', 'routing-domain', 'agent'],
};

/** One arrow that the architecture wants, so that a rule which refuses everything would be noticed. */
const allowed: Record<string, string[]> = {
  'libs/runtime': ['contracts'],
  'libs/persistence': ['runtime'],
  'libs/messaging': ['persistence', 'contracts'],
  'apps/agent': ['client'],
  'apps/workspace': ['client', 'contracts'],
  'apps/routing': ['routing-domain', 'messaging'],
  'apps/standalone': ['routing', 'embedded-postgres'],
};

const edges = (table: Record<string, string[]>): [string, string][] =>
  Object.entries(table).flatMap(([from, targets]) => targets.map((to): [string, string] => [from, to]));

// The linter runs in a process of its own, in a copy of the workspace.
async function lintEdges(pairs: [string, string][]): Promise<Record<string, string[]>> {
  const { stdout } = await promisify(execFile)('node', [join(__dirname, 'lint-edges.mjs'), JSON.stringify(pairs)], {
    cwd: root,
    env: { ...process.env, NX_DAEMON: 'false' },
    maxBuffer: 16 * 1024 * 1024,
  });
  return JSON.parse(stdout.slice(stdout.indexOf('{'))) as Record<string, string[]>;
}

describe('module boundaries', () => {
  let verdicts: Record<string, string[]>;
  beforeAll(async () => {
    verdicts = await lintEdges([...edges(forbidden), ...edges(allowed)]);
  }, 120_000);

  it.each(edges(forbidden))('%s must not import @switchboard/%s', (from, to) => {
    expect(verdicts[`${from} -> ${to}`]).toContain('nx(enforce-module-boundaries)');
  });

  it.each(edges(allowed))('%s may import @switchboard/%s', (from, to) => {
    expect(verdicts[`${from} -> ${to}`]).toEqual([]);
  });
});
