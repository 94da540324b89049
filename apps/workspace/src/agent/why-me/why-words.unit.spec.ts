import type { TFunction } from 'i18next';
import type { Decision } from '../../api/types';
import { whyEn } from '../../i18n/why.en';
import { whyKo } from '../../i18n/why.ko';
import { wordsOf } from '../../test-support/words.support.spec';
import { whyWords } from './why-words';

const at = '2026-01-05T08:00:00.000Z';
const [kim, lee] = [
  { id: 'a1', name: 'Kim' },
  { id: 'a2', name: 'Lee' },
];
const runnersUp = [{ ...lee, activeChats: 3, lastSequence: 7 }];
const assigned = (over: Partial<Decision>, facts: Decision['facts'] = {}): Decision => ({
  kind: 'assigned',
  at,
  sentence: 'In English.',
  agent: kim,
  cause: 'request',
  strategy: 'least-assigned',
  ...over,
  facts: { activeChats: 2, capacity: 5, ...facts },
});

describe('why a chat was assigned', () => {
  let inEnglish: TFunction;
  let inKorean: TFunction;
  beforeAll(async () => {
    inEnglish = await wordsOf('en', whyEn);
    inKorean = await wordsOf('ko', whyKo);
  });

  const english: [Decision, string][] = [
    [assigned({}, { decidedBy: 'only-one' }), 'Kim was the only available agent with a free place (2 of 5).'],
    [assigned({ runnersUp }, { decidedBy: 'fewest-chats' }), 'Kim had the fewest chats (2); Lee came next with 3.'],
    [
      assigned({ runnersUp }, { decidedBy: 'never-had-one' }),
      'Nobody had fewer chats than Kim and Lee (2 each). Kim had never been given one.',
    ],
    [
      assigned({ runnersUp, strategy: 'round-robin' }, { decidedBy: 'oldest-last-chat' }),
      'The team takes turns. The last one given to Kim was longer ago than the last one of Lee.',
    ],
    [assigned({ cause: 'claim' }, { decidedBy: 'by-hand' }), 'Kim pressed Assign.'],
    [
      assigned({ cause: 'manager', actor: { kind: 'manager', id: 'm1' } }, { decidedBy: 'by-hand', override: true }),
      'A manager gave the chat to Kim. The limit of 5 was passed on purpose.',
    ],
  ];
  it.each(english)('is told by its facts, %#', (decision, words) => {
    expect(whyWords(decision, [decision], inEnglish)).toBe(words);
  });

  it('names who had the chat before, by the decisions before', () => {
    const before = assigned({ agent: lee });
    const transfer = assigned({ cause: 'transfer', actor: { kind: 'agent', id: lee.id } }, { decidedBy: 'by-hand' });
    expect(whyWords(transfer, [before, transfer], inEnglish)).toBe('Lee transferred the chat to Kim.');
    const again = assigned({ cause: 'reassign' }, { decidedBy: 'only-one', passedOverId: lee.id });
    expect(whyWords(again, [before, again], inEnglish)).toBe(
      'Lee lost the connection and did not come back in time. Lee gave the chat up and does not get it again. Kim was the only available agent with a free place (2 of 5).',
    );
  });

  it.each(english.map(([decision]) => decision))('has Korean words with nothing left to fill in, %#', (decision) => {
    expect(whyWords(decision, [decision], inKorean)).toMatch(/^(?!.*(\{\{|undefined)).*[가-힣]/);
  });

  it('is left to the sentence of the record where the facts are new here', () => {
    const decision = assigned({}, { decidedBy: 'by-lot' });
    expect(whyWords(decision, [decision], inEnglish)).toBeUndefined();
  });
});
