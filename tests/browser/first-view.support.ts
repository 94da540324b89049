import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

const code = `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /\\.(js|css)$/.test(name))`;

/** How large the scripts and styles are that the page has loaded since it was opened: kB of 1000 bytes, gzipped. */
export async function codeLoaded(page: Page): Promise<number> {
  const addresses = new Set(await page.evaluate<string[]>(code));
  const sizes = await Promise.all(
    [...addresses].map(async (each) => gzipSync(Buffer.from(await (await fetch(each)).arrayBuffer())).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}
