import { KeyBackOff } from './key-back-off';

beforeEach(() => jest.useFakeTimers({ now: 0 }));
afterEach(() => jest.useRealTimers());

it('lets a key wait twice as long after each failure in a row, and other keys not at all', () => {
  const backOff = new KeyBackOff();
  expect([backOff.failed('a'), backOff.failed('a'), backOff.failed('a')]).toEqual([50, 100, 200]);
  expect([backOff.waits('a'), backOff.waits('b')]).toEqual([true, false]);
  expect(backOff.untilNext()).toBe(200);
  jest.setSystemTime(200);
  expect(backOff.waits('a')).toBe(false);
});

it('begins anew after a success, and never waits longer than ten seconds', () => {
  const backOff = new KeyBackOff();
  for (let i = 0; i < 20; i++) backOff.failed('a');
  expect(backOff.failed('a')).toBe(10_000);
  backOff.succeeded('a');
  expect(backOff.failed('a')).toBe(50);
});
