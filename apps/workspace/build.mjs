// Builds the web app, and then the widget beside it, into dist: a script, so that `npm run build` and `npm test` need not know where Vite is installed.
import { build } from 'vite';

for (const config of ['vite.config.mjs', 'vite.widget.config.mjs'])
  await build({ configFile: new URL(config, import.meta.url).pathname, logLevel: 'warn' });
