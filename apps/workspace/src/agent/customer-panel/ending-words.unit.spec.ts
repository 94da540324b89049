import type { TFunction } from 'i18next';
import type { Decision } from '../../api/types';
import { panelEn } from '../../i18n/panel.en';
import { panelKo } from '../../i18n/panel.ko';
import { wordsOf } from '../../test-support/words.support.spec';
import { endingWords } from './ending-words';

const at = '2026-01-05T08:00:00.000Z';
const kim = { id: 'a1', name: 'Kim' };
const assigned: Decision = { kind: 'assigned', at, sentence: 'In English.', agent: kim };
const ended = (facts: Partial<Decision>): Decision => ({
  ...{ kind: 'ended', at, sentence: 'In English.', outcome: 'ended' },
  ...facts,
});

const known: [Decision, string, string | undefined][] = [
  [ended({ actor: { kind: 'agent', id: kim.id }, reason: 'Sent again' }), 'Kim ended the chat.', 'Sent again'],
  [ended({ actor: { kind: 'agent', id: kim.id } }), 'Kim ended the chat.', undefined],
  [ended({ actor: { kind: 'manager', id: 'm1' }, reason: 'Spam' }), 'A manager ended the chat.', 'Spam'],
  [ended({ actor: { kind: 'customer' }, reason: 'customer left' }), 'The customer left.', undefined],
  [
    ended({ actor: { kind: 'customer' }, outcome: 'cancelled' }),
    'The customer left before anybody answered.',
    undefined,
  ],
  [
    ended({ actor: { kind: 'system' }, reason: 'inactivity' }),
    'Nobody had written for long, so the chat ended.',
    undefined,
  ],
  [
    ended({ outcome: 'left_message', why: 'outside_hours' }),
    'The team was closed, so the request became a left message.',
    undefined,
  ],
];

describe('how a chat ended', () => {
  let inEnglish: TFunction;
  let inKorean: TFunction;
  beforeAll(async () => {
    inEnglish = await wordsOf('en', panelEn);
    inKorean = await wordsOf('ko', panelKo);
  });

  it.each(known)('is told by its facts, the note apart, %#', (decision, sentence, note) => {
    const words = endingWords(decision, [assigned, decision], inEnglish);
    expect([words?.sentence, words?.note]).toEqual([sentence, note]);
  });

  it.each(known)('has Korean words with nothing left to fill in, %#', (decision) => {
    const words = endingWords(decision, [assigned, decision], inKorean);
    expect(words?.sentence).toMatch(/^(?!.*(\{\{|undefined|ending)).*[가-힣]/);
  });

  it('is left to the sentence of the record where the facts are new here', () => {
    const decision = ended({ actor: { kind: 'system' }, reason: 'lightning' });
    expect(endingWords(decision, [assigned, decision], inEnglish)).toBeUndefined();
  });
});
