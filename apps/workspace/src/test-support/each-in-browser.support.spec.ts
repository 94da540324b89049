import { BrowserUnderTest, settled } from './browser.support.spec';

/** The moment at which each test begins. */
const now = Date.parse('2026-01-05T08:00:00.000Z');

/** Each test of the file has a browser of its own, and a clock that stands at `now` until the test moves it. */
export function eachInBrowser(onOpen: (browser: BrowserUnderTest) => void): void {
  let browser: BrowserUnderTest;
  beforeEach(() => {
    jest.useFakeTimers({ now, doNotFake: ['queueMicrotask', 'nextTick'] });
    browser = new BrowserUnderTest();
    onOpen(browser);
  });
  afterEach(() => {
    browser.close();
    jest.useRealTimers();
  });
}

/** So many milliseconds go by, and what comes of it has happened. */
export async function pass(ms: number): Promise<void> {
  jest.advanceTimersByTime(ms);
  await settled();
}
