import { existsSync } from 'node:fs';
import { join } from 'node:path';

const workspace = join(__dirname, '../../workspace/dist');

/** Where the web app was built to; without it everything but the pages works, and that is said. */
export function builtPages(say: (line: string) => void): { pages?: string } {
  if (existsSync(join(workspace, 'index.html'))) return { pages: workspace };
  say('The web app is not built (npm run build): there are no pages at this address, only the API.');
  return {};
}
