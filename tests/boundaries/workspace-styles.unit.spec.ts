import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const workspace = join(__dirname, '../../apps/workspace');
const source = join(workspace, 'src');
const core = join(dirname(require.resolve('@mantine/core/styles.css', { paths: [workspace] })), 'styles');
/** Components that are drawn by another one's styles. */
const drawnBy: Record<string, string[]> = {
  Select: ['Combobox'],
  TagsInput: ['Combobox', 'Pill', 'PillsInput'],
  TextInput: ['Input'],
  Textarea: ['Input'],
};
/** Parts of the app that are loaded when they are opened, with the styles that only they need. */
const openedLater = ['manager/', 'agent/customer-panel/', 'agent/chat-dialogs/'];

const read = (path: string): string => readFileSync(join(source, path), 'utf8');
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tsx'));

/** The style sheets that the components of these files need. */
function needed(paths: string[]): string[] {
  const imports = paths.flatMap((path) => [...read(path).matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)]);
  const names = imports.flatMap(([, list = '']) => list.split(',').map((name) => name.trim()));
  const sheets = names.flatMap((name) => drawnBy[name] ?? name).filter((name) => existsSync(join(core, `${name}.css`)));
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
      files.filter((path) => !openedLater.some((part) => path.startsWith(part))),
      'app/styles.ts',
    ),
  ).toEqual([]);
});

it.each(openedLater)('adds to them those that only %s needs', (part) => {
  const own = files.filter((path) => path.startsWith(part));
  expect(needed(own).length).toBeGreaterThan(5);
  expect(missing(own, 'app/styles.ts', `${part}styles.ts`)).toEqual([]);
});
