import type { Page } from 'playwright-core';

const finished = `new Promise(requestAnimationFrame).then(() => Promise.all(document.getAnimations()
  .filter((each) => each.effect.getComputedTiming().iterations !== Infinity)
  .map((each) => each.finished.catch(() => undefined))))`;

/** Shows the page in this theme. Colours that are still on their way there are no colours of it. */
export async function showTheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
  await page.evaluate(finished);
}
