import type { Frame, Page } from 'playwright-core';

const finished = `new Promise(requestAnimationFrame).then(() => Promise.all(document.getAnimations()
  .filter((each) => each.effect.getComputedTiming().iterations !== Infinity)
  .map((each) => each.finished.catch(() => undefined))))`;

/** Shows the page, of which `app` is ours, in this theme. Colours that are still on their way there are no colours of it. */
export async function showTheme(page: Page, colorScheme: 'light' | 'dark', app: Page | Frame = page): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await app.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
  await app.evaluate(finished);
}
