import { Writing } from '../chat/writing';
import { BrowserUnderTest } from '../test-support/browser.support.spec';
import { carryOver, forgetQuestion, keepQuestion, questionDraft, questionOf } from './unsaid';

let browser: BrowserUnderTest;
beforeEach(() => (browser = new BrowserUnderTest()));
afterEach(() => browser.close());

const [shop, help] = ['pk_shop_0123456789abcdef', 'pk_help_0123456789abcdef'];
const unsent = (text: string) =>
  ({ messageId: text, text, sentAt: '2026-01-05T08:00:00.000Z', delivery: 'failed' }) as const;

describe('what a customer has not said yet', () => {
  it('becomes the question when the chat is over, in its order, and leaves the chat', () => {
    const writing = new Writing('customer');
    writing.keepUnsent('c1', [unsent('One.'), unsent('Two.')]);
    writing.keepDraft('c1', 'Thr');
    carryOver('c1', questionOf(shop));
    expect([questionDraft(shop), questionDraft(help)]).toEqual(['One.\nTwo.\nThr', '']);
    expect([writing.draft('c1'), writing.unsent('c1')]).toEqual(['', []]);
  });

  it('stands behind what is being written where it goes', () => {
    keepQuestion(shop, 'Where is it?');
    new Writing('customer').keepDraft('c2', 'Hello.');
    carryOver(questionOf(shop), 'c2');
    expect([new Writing('customer').draft('c2'), questionDraft(shop)]).toEqual(['Hello.\nWhere is it?', '']);
  });

  it('stays where it is when nothing goes anywhere, and is forgotten once it was asked', () => {
    keepQuestion(shop, 'Where is it?');
    carryOver(questionOf(shop), questionOf(shop));
    expect(questionDraft(shop)).toBe('Where is it?');
    forgetQuestion(shop);
    expect(questionDraft(shop)).toBe('');
  });
});
