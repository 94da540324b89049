import { BrowserUnderTest } from '../test-support/browser.support.spec';
import { browserStorage } from './browser-storage';

let browser: BrowserUnderTest;
beforeEach(() => (browser = new BrowserUnderTest()));
afterEach(() => browser.close());

it('is what the browser keeps', () => {
  browserStorage('localStorage').setItem('a', '1');
  expect(localStorage.getItem('a')).toBe('1');
});

it.each([
  ['is missing', { value: null }],
  [
    'may not be used',
    {
      get: () => {
        throw new Error('denied');
      },
    },
  ],
])('lasts as long as the page where that of the browser %s', (_, sessionStorage) => {
  Object.defineProperty(globalThis, 'sessionStorage', { configurable: true, ...sessionStorage });
  browserStorage('sessionStorage').setItem('a', '1');
  expect(Object.keys(browserStorage('sessionStorage'))).toEqual(['a']);
  browserStorage('sessionStorage').removeItem('a');
  expect(browserStorage('sessionStorage').getItem('a')).toBe(null);
});
