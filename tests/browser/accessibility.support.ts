import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Frame, Page } from 'playwright-core';
import { inBothThemes, takePicture } from './themes.support';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const all = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } as const;
/** The rules that may come to another end in another theme. */
const colours = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } as const;

declare const window: { axe?: { run: (root: unknown, options: unknown) => Promise<AxeResults> } };
declare const document: unknown;

/** What is to be looked at beside the page itself. */
interface Look {
  /** The name under which a picture in each theme is kept for people to look at. */
  readonly picture?: string;
  /** The frame that is ours, on a page of others. */
  readonly app?: Page | Frame;
}

/** What axe finds against WCAG 2.2 AA on the page as it is now, in light and dark: empty where all is well. */
export async function accessibilityFaults(page: Page, { picture, app = page }: Look = {}): Promise<string[]> {
  const faults: string[] = [];
  await inBothThemes(page, app, async (theme) => {
    const found = await faultsNow(app, theme === 'light' ? all : colours);
    faults.push(...found.map((fault) => `${theme} ${fault}`));
    if (picture !== undefined) await takePicture(page, `${picture}-${theme}`);
  });
  return faults;
}

/** The same in the colours of now, without what stands in frames. */
export async function faultsNow(where: Page | Frame, runOnly: typeof all | typeof colours = all): Promise<string[]> {
  if (!(await where.evaluate(() => 'axe' in window))) await where.evaluate(axe);
  const { violations } = await where.evaluate(
    (rules) => window.axe?.run(document, { runOnly: rules, iframes: false }) ?? Promise.reject(new Error('no axe')),
    runOnly,
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
