import { Memory } from './remembered';
import { wordsFor } from './words';

const storage = () => {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (k: string, v: string) => void items.set(k, v),
  };
};

describe('what the widget remembers', () => {
  it('is kept for each channel, without the part of its key that matters', () => {
    const kept = storage();
    const shop = new Memory('pk_shop_0123456789abcdef', () => kept);
    shop.keep({ isOpen: true });
    shop.keep({ hasChat: true });
    expect(shop.read()).toEqual({ isOpen: true, hasChat: true });
    expect(new Memory('pk_help_0123456789abcdef', () => kept).read()).toEqual({ isOpen: false, hasChat: false });
    expect([...kept.items.keys()].join()).not.toContain('0123456789abcdef');
  });

  it('is nothing where the page has no storage, or something else in it', () => {
    const forbidden = new Memory('pk_shop_0', () => {
      throw new Error('SecurityError');
    });
    forbidden.keep({ isOpen: true });
    expect(forbidden.read()).toEqual({ isOpen: false, hasChat: false });
    const kept = storage();
    kept.setItem('switchboard.widget.shop', 'not JSON');
    expect(new Memory('pk_shop_0', () => kept).read()).toEqual({ isOpen: false, hasChat: false });
  });
});

it.each([
  ['ko', '상담하기'],
  ['ko-KR', '상담하기'],
  ['en-GB', 'Chat with us'],
  ['kok', 'Chat with us'],
  ['', 'Chat with us'],
])('speaks the language of a page in %j as far as it can', (language, open) => {
  expect(wordsFor(language).open).toBe(open);
});
