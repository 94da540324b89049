import { Attention } from './attention';

let attention: Attention;
let changes: number;
beforeEach(() => {
  [attention, changes] = [new Attention(), 0];
  attention.listen(() => (changes += 1));
});

describe('the attention of an agent', () => {
  it('knows which chats are in sight, and tells only of changes', () => {
    attention.watch('a', true);
    const before = attention.get();
    attention.watch('a', true);
    expect([attention.get(), changes]).toEqual([before, 1]);
    attention.watch('b', true);
    attention.watch('a', false);
    expect([...attention.get().watched]).toEqual(['b']);
  });

  it("knows which chat goes by the agent's own doing, unless that was refused", () => {
    attention.leave('a');
    expect([attention.isLeaving('a'), attention.isLeaving('b')]).toEqual([true, false]);
    attention.stay('b');
    expect(attention.isLeaving('a')).toBe(true);
    attention.stay('a');
    expect(attention.isLeaving('a')).toBe(false);
  });

  it('keeps to the chat that was asked for last', () => {
    attention.want('a');
    attention.want('b');
    attention.unwant('a');
    expect(attention.get().wanted).toBe('b');
    attention.unwant('b');
    expect(attention.get().wanted).toBeUndefined();
  });
});
