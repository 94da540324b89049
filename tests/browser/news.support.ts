import type { Page } from 'playwright-core';

/** In place of the browser's notifications and sounds: what would be shown and heard stands in `told`. */
const stand = `{
  globalThis.told = [];
  const through = { connect: (next) => next };
  globalThis.Notification = class {
    static permission = 'granted';
    constructor(title) { told.push(title); }
  };
  globalThis.AudioContext = class {
    state = 'suspended';
    currentTime = 0;
    resume() { this.state = 'running'; return Promise.resolve(); }
    createGain() { return { ...through, gain: { setValueAtTime() {}, exponentialRampToValueAtTime() {} } }; }
    createOscillator() {
      return { ...through, frequency: {}, stop() {}, start: (at) => at === 0 && told.push('sound, ' + this.state) };
    }
  };
}`;

/** From the next load on, `told` has what the page tells beside its words. */
export async function listenToNews(page: Page): Promise<void> {
  await page.addInitScript(stand);
}

/** The notifications by their titles, and the sounds, since the page was loaded. */
export const told = (page: Page) => page.evaluate<string[]>('told');

/** Whether the page believes that nobody looks at it. */
export const hide = (page: Page, isHidden: boolean) =>
  page.evaluate(`Object.defineProperty(document, 'hidden', { value: ${isHidden}, configurable: true })`);
