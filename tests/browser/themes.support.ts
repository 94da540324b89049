import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';

const pictures = join(__dirname, '../../.cache/screenshots');

export type Theme = 'light' | 'dark';

const finished = `new Promise(requestAnimationFrame).then(() => Promise.all(document.getAnimations()
  .filter((each) => each.effect.getComputedTiming().iterations !== Infinity)
  .map((each) => each.finished.catch(() => undefined))))`;

/** Shows the page, of which `app` is ours, in each theme, and in light again. */
export async function inBothThemes(
  page: Page,
  app: Page | Frame,
  look: (theme: Theme) => Promise<void>,
): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme, app);
    await look(theme);
  }
  await showTheme(page, 'light', app);
}

/** Colours that are still on their way to a theme are no colours of it. */
async function showTheme(page: Page, colorScheme: Theme, app: Page | Frame): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await app.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
  await app.evaluate(finished);
}

/** For people to look at. */
export async function takePicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}
