import { Refused } from '@switchboard/client';
import { Unreachable } from '../api/clients';
import { i18n } from '../i18n';
import { en } from '../i18n/en';
import { wordsOfError } from './words-of-error';

const invalid = {
  ...{ code: 'REQUEST.INVALID', title: 'The request is not valid' },
  errors: [{ field: 'allowedOrigins.0', message: 'must be an origin' }],
};

describe('the words of an error', () => {
  beforeAll(() =>
    i18n.init({ lng: 'en', resources: { en: { translation: en } }, keySeparator: '/', nsSeparator: false }),
  );

  it.each<[unknown, string]>([
    [new Unreachable(), en.fault.unreachable],
    [new Error('a fault of ours'), en.fault.unknown],
    [new Refused(409, { code: 'CHAT.NOT_FOUND' }), en.problem['CHAT.NOT_FOUND']],
    [new Refused(400, invalid), `${en.problem['REQUEST.INVALID']} allowedOrigins.0: must be an origin`],
    [new Refused(418, { code: 'TEA.POT', title: 'A teapot' }), 'A teapot (TEA.POT)'],
  ])('are the reader’s, with the field that is wrong: %s', (error, words) => {
    expect(wordsOfError(error, i18n.t)).toBe(words);
  });
});
