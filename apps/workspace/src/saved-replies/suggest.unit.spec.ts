import { filled, matching, triggerAt } from './suggest';

describe('a / that begins a word', () => {
  it.each([
    ['/', 1, 0, ''],
    ['/he', 3, 0, 'he'],
    ['Dear Ann, /he', 13, 10, 'he'],
    ['Dear Ann,\n/인', 12, 10, '인'],
    ['/hello there', 3, 0, 'he'],
    ['/thanks-2_b', 11, 0, 'thanks-2_b'],
  ])('%j asks at %i', (text, caret, start, query) => {
    expect(triggerAt(text, caret)).toEqual({ start, query });
  });

  it.each([
    ['', 0],
    ['and/or', 6],
    ['https://', 8],
    ['/hello there', 12],
    ['/hello', 0],
    ['/ ', 2],
    ['//', 2],
    [`/${'x'.repeat(33)}`, 34],
  ])('%j does not ask at %i', (text, caret) => {
    expect(triggerAt(text, caret)).toBeUndefined();
  });
});

describe('what is suggested', () => {
  const reply = (shortcut: string, text = '') => ({ shortcut, text });
  const shortcuts = (query: string, ...replies: { shortcut: string; text: string }[]) =>
    matching(replies, query).map(({ shortcut }) => shortcut);

  it('begins with the shortcuts that begin so, then has those that hold it, then the texts', () => {
    const replies = [
      reply('bye', 'Hello again'),
      reply('oh-hello'),
      reply('Hello'),
      reply('thanks', 'You are welcome'),
    ];
    expect(shortcuts('hel', ...replies)).toEqual(['Hello', 'oh-hello', 'bye']);
  });

  it('is everything in its order while nothing is typed, and at most 20', () => {
    expect(shortcuts('', reply('b'), reply('a'))).toEqual(['b', 'a']);
    expect(shortcuts('', ...Array.from({ length: 30 }, (_, i) => reply(`r${i}`)))).toHaveLength(20);
  });

  it('does not mind case, width or how a syllable is composed', () => {
    expect(shortcuts('ＨＥ', reply('hello'))).toEqual(['hello']);
    expect(shortcuts('인'.normalize('NFD'), reply('인사'))).toEqual(['인사']);
  });
});

describe('the text that is inserted', () => {
  it('has the names for their placeholders, and keeps what it does not know', () => {
    const text = 'Hello {customer}, I am {agent}. {order} {customer}';
    expect(filled(text, { customer: 'Ann', agent: 'Kim' })).toBe('Hello Ann, I am Kim. {order} Ann');
    expect(filled(text, { agent: 'Kim' })).toBe('Hello {customer}, I am Kim. {order} {customer}');
  });

  it('takes names as they are', () => {
    expect(filled('{customer} {agent}', { customer: '$& {agent}', agent: '<b>' })).toBe('$& {agent} <b>');
  });
});
