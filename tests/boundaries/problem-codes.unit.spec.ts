import { problems } from '@switchboard/contracts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const isSpec = (path: string): boolean => /\.(spec|part)\.tsx?$/.test(path);

/** All that stands in the files of these folders. */
function textOf(folders: readonly string[], wanted: (path: string) => boolean): string {
  const files = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(root, folder, path)),
  );
  const own = files.filter((path) => !/\/(node_modules|dist|\.cache)\//.test(path) && path !== __filename);
  return own
    .filter(wanted)
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}

const missingIn = (text: string): string[] => Object.keys(problems).filter((code) => !text.includes(`'${code}'`));

describe('every code that the list promises', () => {
  it('is given by a service or by the edge', () => {
    const given = textOf(
      ['apps/intake/src', 'apps/notification/src', 'apps/routing/src', 'apps/settings/src', 'libs', 'deploy/edge'],
      (path) => /\.(ts|mjs)$/.test(path) && !isSpec(path) && !path.endsWith('contracts/src/problems.ts'),
    );
    expect(missingIn(given)).toEqual([]);
  });

  it('is named by a spec', () => {
    expect(missingIn(textOf(['apps', 'libs', 'tests'], isSpec))).toEqual([]);
  });
});
