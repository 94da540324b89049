import { filled, isMeant, matching, stepped, triggerAt } from './suggest';

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

describe('what Enter takes', () => {
  it.each([
    ['help-desk', 'How may I serve you?', 'HELP', true],
    ['oh-help', '', 'help', true],
    ['hello', 'How can I help?', 'help', false],
    ['hello', '', '', true],
  ])('/%s (%j) for /%s: %s', (shortcut, text, query, isTaken) => {
    expect(matching([{ shortcut, text }], query)).toHaveLength(1);
    expect(isMeant({ shortcut }, query)).toBe(isTaken);
  });

  it.each([
    [-1, 1, 0],
    [-1, -1, 2],
    [0, -1, 2],
    [2, 1, 0],
    [1, 1, 2],
  ] as const)('from %i a step of %i comes to %i of 3', (from, step, to) => {
    expect(stepped(from, step, 3)).toBe(to);
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
