import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { showTheme } from './settled.support';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

declare const window: { axe: { run: (root: unknown, options: unknown) => Promise<AxeResults> } };
declare const document: unknown;

/** What axe finds against WCAG 2.2 AA on the page as it is now, in light and dark: empty where all is well. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const faults: string[] = [];
  await page.evaluate(axe);
  for (const colorScheme of ['light', 'dark'] as const) {
    await showTheme(page, colorScheme);
    const { violations } = await page.evaluate(
      (values) => window.axe.run(document, { runOnly: { type: 'tag', values } }),
      tags,
    );
    for (const { id, nodes } of violations)
      faults.push(...nodes.map(({ html, failureSummary }) => `${colorScheme} ${id}: ${html} ${failureSummary ?? ''}`));
  }
  await showTheme(page, 'light');
  return faults;
}
