import { BrowserUnderTest } from '../test-support/browser.support.spec';
import { keepChat, keptChat, onKeptElsewhere, putAwayChat, renewChat } from './kept-chat';

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
    expect(putAwayChat(shop, 'c1')).toBeUndefined();
    expect([keptChat(shop), keptChat(help)?.chatId]).toEqual([undefined, 'c2']);
  });

  it('is kept beyond the end of its token: the server may have another one for it', () => {
    keepChat(shop, chat('c1', -1));
    expect(keptChat(shop)?.chatId).toBe('c1');
  });

  it('is left alone by a tab that has another one', () => {
    const [first, second] = [chat('c1'), chat('c2')];
    keepChat(shop, first);
    renewChat(shop, { ...first, token: 'next' });
    expect(keptChat(shop)?.token).toBe('next');
    keepChat(shop, second);
    renewChat(shop, first);
    expect([putAwayChat(shop, 'c1'), keptChat(shop)]).toEqual([second, second]);
  });

  it('is not brought back by the token of one that another tab has put away', () => {
    keepChat(shop, chat('c1'));
    putAwayChat(shop, 'c1');
    renewChat(shop, chat('c1'));
    expect(keptChat(shop)).toBeUndefined();
  });

  it('is heard of when another tab changes it, for as long as that is wanted', () => {
    const heard = jest.fn();
    const stop = onKeptElsewhere(shop, heard);
    browser.changedElsewhere('switchboard.chat.help', JSON.stringify(chat('c1')));
    expect(heard).not.toHaveBeenCalled();
    browser.changedElsewhere('switchboard.chat.shop', JSON.stringify(chat('c1')));
    stop();
    browser.changedElsewhere('switchboard.chat.shop', undefined);
    expect(heard).toHaveBeenCalledTimes(1);
  });
});
