import { BrowserUnderTest } from '../test-support/browser.support.spec';
import { keepChat, keptChat } from './kept-chat';

let browser: BrowserUnderTest;
beforeEach(() => (browser = new BrowserUnderTest()));
afterEach(() => browser.close());

const [shop, help] = ['pk_shop_0123456789abcdef', 'pk_help_0123456789abcdef'];
const chat = (chatId: string, left = 60_000) => ({
  chatId,
  token: 'secret',
  tokenExpiresAt: new Date(Date.now() + left).toISOString(),
});

describe('the chat that a browser keeps', () => {
  it("is the channel's own", () => {
    keepChat(shop, chat('c1'));
    expect([keptChat(shop)?.chatId, keptChat(help)]).toEqual(['c1', undefined]);
    keepChat(help, chat('c2'));
    keepChat(shop, undefined);
    expect([keptChat(shop), keptChat(help)?.chatId]).toEqual([undefined, 'c2']);
  });

  it('is kept beyond the end of its token: the server may have another one for it', () => {
    keepChat(shop, chat('c1', -1));
    expect(keptChat(shop)?.chatId).toBe('c1');
  });
});
