import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

// Debian's headless shell is the same Chromium without windows, whose tests take a third less of a core than with them.
const executablePath = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome']
  .map((name) => `/usr/bin/${name}`)
  .find(existsSync);
// Without a sandbox, because CI runs as root. The last list of features that are off is the one that counts: Playwright's own
// has what keeps the storage of frames apart for each site, without which browsers forbid it.
const args = ['--no-sandbox', '--disable-features=Translate'];

/**
 * Starts the Chromium in which the browser tests of a run open contexts of their own: a start takes two seconds of a core.
 * @returns {Promise<{environment: {SHARED_BROWSER?: string}, stop: () => Promise<void>}>} where to connect to it; nothing on
 * a machine without Chromium, where the suites are skipped by name
 */
export async function startSharedBrowser() {
  if (!executablePath) return { environment: {}, stop: () => Promise.resolve() };
  const server = await chromium.launchServer({ executablePath, args, host: '127.0.0.1' });
  return { environment: { SHARED_BROWSER: server.wsEndpoint() }, stop: () => server.close() };
}
