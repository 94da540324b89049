import type { ChatMessage, Side } from '../api/types';
import { dividerAfter, furthest, nothingRead, unreadBy } from './read-marks';
import { emptyTranscript, type Transcript } from './transcript';

const by = (seq: number, kind: Side): ChatMessage => ({
  ...{ messageId: `m${seq}`, chatId: 'c', seq, author: { kind, id: kind } },
  ...{ text: `text ${seq}`, sentAt: '2026-01-05T08:00:00.000Z' },
});
/** `c` is a message of the customer, `a` one of an agent; the first has number 0. */
const said = (letters: string, read = nothingRead): Transcript => {
  const messages = [...letters].map((letter, seq) => by(seq, letter === 'c' ? 'customer' : 'agent'));
  return { ...emptyTranscript, messages, read };
};
const unread = (side: Side, transcript: Transcript) => unreadBy(side, transcript).map(({ seq }) => seq);

describe('what is unread', () => {
  it('is what the other side has said behind the mark', () => {
    const transcript = said('ccacca', { customer: 2, agent: 3 });
    expect([unread('agent', transcript), unread('customer', transcript)]).toEqual([[4], [5]]);
  });

  it('is all of it where there is no mark, the opening of the chat included', () => {
    expect([unread('agent', said('cac')), unread('customer', said('cac'))]).toEqual([[0, 2], [1]]);
  });
});

describe('marks', () => {
  it('take what is further, side by side', () => {
    expect(furthest({ customer: 4, agent: null }, { customer: 3, agent: 0 })).toEqual({ customer: 4, agent: 0 });
  });

  it('stay the same object when nothing is further', () => {
    const marks = { customer: 4, agent: 2 };
    for (const heard of [{}, { customer: 4 }, { agent: null }, marks]) expect(furthest(marks, heard)).toBe(marks);
  });
});

describe('the divider', () => {
  const agent = (letters: string, mark: number | null) => said(letters, { customer: null, agent: mark });

  it('stands before the first unread message when the transcript is first shown', () => {
    expect(dividerAfter(undefined, 'agent', agent('cacc', 1), true)).toBe(2);
    expect(dividerAfter(undefined, 'agent', agent('cacc', 3), true)).toBeNull();
  });

  it('follows what is unread while nobody looks', () => {
    expect(dividerAfter(null, 'agent', agent('cacc', 1), false)).toBe(2);
    expect(dividerAfter(2, 'agent', agent('cacc', 3), false)).toBeNull();
  });

  it('stays for who looks, though what they see is read by that', () => {
    expect(dividerAfter(2, 'agent', agent('cacc', 3), true)).toBe(2);
    expect(dividerAfter(2, 'agent', agent('caccc', 4), true)).toBe(2);
  });

  it('goes with the answer', () => {
    expect(dividerAfter(2, 'agent', agent('cacca', 3), true)).toBeNull();
  });

  it('does not come for what is said while somebody looks', () => {
    expect(dividerAfter(null, 'agent', agent('cacc', 2), true)).toBeNull();
  });
});
