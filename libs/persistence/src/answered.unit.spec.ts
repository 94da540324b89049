import { setImmediate as turn } from 'node:timers/promises';
import { answered } from './answered';

const after = async <T>(turns: number, end: () => T): Promise<T> => {
  for (let i = 0; i < turns; i++) await turn();
  return end();
};

const fail = (reason: string) => (): never => {
  throw new Error(reason);
};

it('gives all answers in their order', async () => {
  expect(await answered([after(3, () => 'a'), after(1, () => 2), undefined])).toEqual(['a', 2, undefined]);
});

it('waits for what is still under way before it fails', async () => {
  let ended = false;
  const late = after(5, () => (ended = true));
  await expect(answered([after(1, fail('first')), late])).rejects.toThrow('first');
  expect(ended).toBe(true);
});

it('fails as the first in the order of sending, not in that of failing', async () => {
  await expect(answered([after(5, fail('the cause')), after(1, fail('another'))])).rejects.toThrow('the cause');
});

it('fails with the cause, not with what PostgreSQL says to statements behind it', async () => {
  const givenUp = Object.assign(new Error('given up'), { code: '25P02', severity: 'ERROR' });
  await expect(answered([Promise.reject(givenUp), after(1, fail('the cause'))])).rejects.toThrow('the cause');
  await expect(answered([Promise.reject(givenUp), after(1, () => 1)])).rejects.toThrow('given up');
});
