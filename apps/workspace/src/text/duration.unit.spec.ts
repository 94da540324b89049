import { clockOf } from './duration';

it.each([
  [0, '0:00'],
  [7_999, '0:07'],
  [750_000, '12:30'],
  [3_723_000, '1:02:03'],
  [-5_000, '0:00'],
])('%i ms reads %s', (ms, expected) => {
  expect(clockOf(ms)).toBe(expected);
});
