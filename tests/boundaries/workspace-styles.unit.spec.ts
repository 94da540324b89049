import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const workspace = join(__dirname, '../../apps/workspace');
const source = join(workspace, 'src');
const core = join(dirname(require.resolve('@mantine/core/styles.css', { paths: [workspace] })), 'styles');
/** Components that are drawn by another one's styles. */
const drawnBy: Record<string, string> = { Select: 'Combobox', TextInput: 'Input', Textarea: 'Input' };

const read = (path: string): string => readFileSync(join(source, path), 'utf8');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tsx'));

/** The style sheets that the components of these files need. */
function needed(paths: string[]): string[] {
  const imports = paths.flatMap((path) => [...read(path).matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)]);
  const names = imports.flatMap(([, list = '']) => list.split(',').map((name) => name.trim()));
  const sheets = names.map((name) => drawnBy[name] ?? name).filter((name) => existsSync(join(core, `${name}.css`)));
  return [...new Set(sheets)].sort();
}

const missing = (paths: string[], ...styles: string[]): string[] => {
  const imported = styles.map(read).join();
  return needed(paths).filter((name) => !imported.includes(`/${name}.css`));
};

it('has the styles of every component that the first load shows', () => {
  expect(needed(files).length).toBeGreaterThan(20);
  expect(
    missing(
      files.filter((path) => !path.startsWith('manager/')),
      'app/styles.ts',
    ),
  ).toEqual([]);
});

it('adds those of the managers to them', () => {
  expect(missing(files, 'app/styles.ts', 'manager/styles.ts')).toEqual([]);
});
