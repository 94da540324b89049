import { tagParams } from '@switchboard/contracts';
import { isTag } from './is-tag';

const id = '018f6f60-0000-7000-8000-000000000001';

it.each(['Refund', ' 환불 ', '€', '24h', 'C++', 'x'.repeat(40), 'e\u0301'.repeat(40)])(
  'takes %j as intake does',
  (text) => {
    expect([isTag(text), tagParams.safeParse({ id, tag: text }).success]).toEqual([true, true]);
  },
);

it.each(['', ' ', '..', '\u200b', 'two\nlines', 'x'.repeat(41), 'x'.repeat(201)])(
  'refuses %j as intake does',
  (text) => {
    expect([isTag(text), tagParams.safeParse({ id, tag: text }).success]).toEqual([false, false]);
  },
);
