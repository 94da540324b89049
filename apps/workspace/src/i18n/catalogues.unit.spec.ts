import { customerEn } from './customer.en';
import { customerKo } from './customer.ko';
import { en } from './en';
import { ko } from './ko';
import { managerEn } from './manager.en';
import { managerKo } from './manager.ko';
import { panelEn } from './panel.en';
import { panelKo } from './panel.ko';
import { whyEn } from './why.en';
import { whyKo } from './why.ko';

interface Messages {
  readonly [key: string]: string | Messages;
}

/** Each message by its path, with what is to be filled in. */
const parts = (messages: Messages, path = ''): string[] =>
  Object.entries(messages)
    .flatMap(([key, value]) =>
      typeof value === 'string'
        ? [`${path}/${key} ${[...new Set(value.match(/\{\{\w+\}\}/g))].sort().join()}`]
        : parts(value, `${path}/${key}`),
    )
    .sort();

describe('the catalogues', () => {
  it.each([
    ['of the first load', en, ko],
    ['of customers', customerEn, customerKo],
    ['of managers', managerEn, managerKo],
    ['of the customer panel', panelEn, panelKo],
    ['of decisions', whyEn, whyKo],
  ])('%s have the same messages in both languages, with the same to fill in', (_, english, korean) => {
    expect(parts(korean)).toEqual(parts(english));
  });
});
