// Builds the web app into dist: a script, so that `npm run build` and `npm test` need not know where Vite is installed.
import { build } from 'vite';

await build({ configFile: new URL('vite.config.mjs', import.meta.url).pathname, logLevel: 'warn' });
