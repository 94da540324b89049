import { Refused } from '@switchboard/client';
import type { TFunction } from 'i18next';
import { wordsOfTransfer } from './words-of-transfer';

const t = ((key: string, { name = '' } = {}) => `${key} ${name}`.trim()) as unknown as TFunction;

describe('why a chat cannot be passed on', () => {
  it.each([
    ['AGENT.AT_CAPACITY', 'transfer/full Lee'],
    ['AGENT.NOT_CONNECTED', 'transfer/away Lee'],
    ['AGENT.INACTIVE', 'transfer/left Lee'],
    ['AGENT.NOT_FOUND', 'transfer/left Lee'],
  ])('%s is said of the colleague', (code, expected) => {
    expect(wordsOfTransfer(new Refused(409, { code }), 'Lee', t)).toBe(expected);
  });

  it('is else said as everywhere', () => {
    expect(wordsOfTransfer(new Refused(409, { code: 'X.Y', title: 'No' }), 'Lee', t)).toBe('No (X.Y)');
    expect(wordsOfTransfer(new Error('?'), 'Lee', t)).toBe('fault/unknown');
  });
});
