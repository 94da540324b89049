import { Problem } from '../problems/problem';
import { Throttle } from './throttle';

let now = 0;
const throttleOf = (limit: number, maxKeys?: number): Throttle =>
  new Throttle({ limit, windowMs: 60_000, maxKeys }, () => now);
const refusal = (work: () => void): Problem | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error as Problem;
  }
};

beforeEach(() => {
  now = 1_000;
});

it('lets as many through as the limit says, then says when to come back', () => {
  const throttle = throttleOf(3);
  for (let i = 0; i < 3; i += 1) throttle.hit('a');

  expect(refusal(() => throttle.hit('a'))).toMatchObject({ status: 429, headers: { 'retry-after': '20' } });
  expect(refusal(() => throttle.hit('b'))).toBeUndefined();
});

it('lets one more through after each part of the window, and is not prolonged by refusals', () => {
  const throttle = throttleOf(3);
  for (let i = 0; i < 10; i += 1) refusal(() => throttle.hit('a'));

  now += 20_000;
  expect(refusal(() => throttle.hit('a'))).toBeUndefined();
  expect(refusal(() => throttle.hit('a'))).toBeInstanceOf(Problem);
});

it('can look without counting, and forget', () => {
  const throttle = throttleOf(1);
  for (let i = 0; i < 5; i += 1) expect(refusal(() => throttle.check('a'))).toBeUndefined();
  throttle.hit('a');

  expect(refusal(() => throttle.check('a'))).toBeInstanceOf(Problem);
  throttle.reset('a');
  expect(refusal(() => throttle.check('a'))).toBeUndefined();
});

it('remembers a bounded number of keys', () => {
  const throttle = throttleOf(1, 2);
  for (const key of ['a', 'b', 'c']) throttle.hit(key);

  expect(refusal(() => throttle.check('c'))).toBeInstanceOf(Problem);
  expect(refusal(() => throttle.check('a'))).toBeUndefined();
});
