import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const source = (path) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: source('.'),
  plugins: [react()],
  // The sources instead of the CommonJS builds; of the contracts without the schema library.
  resolve: {
    alias: {
      '@switchboard/client': source('../../libs/client/src/index.ts'),
      '@switchboard/contracts': source('../../libs/contracts/src/for-browsers.ts'),
    },
  },
  // Fonts and icons as files: the pages' policy lets nothing run or load that is not one.
  // How large the first load may be is held by tests/run/workspace-size.mjs.
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    manifest: true,
    chunkSizeWarningLimit: 1_000,
    rollupOptions: {
      // Intake's page for frames (embed-page) loads the second, and knows it by its name.
      input: { index: source('index.html'), embedded: source('src/embedded/embedded.ts') },
      output: {
        entryFileNames: ({ name }) => (name === 'embedded' ? 'embedded.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  // `npx vite apps/workspace` against a Switchboard that runs: its API under the same origin, as in production.
  server: { proxy: { '/api': process.env.SWITCHBOARD_URL ?? 'http://127.0.0.1:3000' } },
});
