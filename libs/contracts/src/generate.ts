import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedFiles } from './generate/files';

// `node libs/contracts/dist/generate.js` writes docs/api anew; a spec holds the committed files to it.
const folder = join(__dirname, '..', '..', '..', 'docs', 'api');

rmSync(join(folder, 'schemas'), { recursive: true, force: true });
for (const [path, content] of Object.entries(generatedFiles())) {
  const target = join(folder, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, content);
}
