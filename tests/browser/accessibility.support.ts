import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { showTheme } from './settled.support';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

declare const window: { axe: { run: (root: unknown, options: unknown) => Promise<AxeResults> } };
declare const document: unknown;

/**
 * What axe finds against WCAG 2.2 AA on the page as it is now, in light and dark: empty where all is well.
 * @param app the frame that is ours, on a page of others
 */
export async function accessibilityFaults(page: Page, app: Page | Frame = page): Promise<string[]> {
  const faults: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await showTheme(page, colorScheme, app);
    faults.push(...(await faultsNow(app)).map((fault) => `${colorScheme} ${fault}`));
  }
  await showTheme(page, 'light', app);
  return faults;
}

/** The same in the colours of now, without what stands in frames. */
export async function faultsNow(where: Page | Frame): Promise<string[]> {
  await where.evaluate(axe);
  const { violations } = await where.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: 'tag', values }, iframes: false }),
    tags,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  );
}

/** What can be pressed or filled in and lies beside the window, where no scrolling of its own brings it in. */
export const outOfSight = `(() => {
  const scrolls = (box) => box && (/auto|scroll/.test(getComputedStyle(box).overflowX) || scrolls(box.parentElement));
  return [...document.querySelectorAll('a[href], button, input, textarea, [role="radio"]')]
    .filter((each) => each.checkVisibility() && !scrolls(each.parentElement))
    .map((each) => [each, each.getBoundingClientRect()])
    .filter(([each, { left, right, width }]) => width > 1 && (left < 0 || right > innerWidth) && !each.matches('[href="#content"]'))
    .map(([each]) => each.outerHTML.slice(0, 200));
})()`;
