import { QueryClient } from '@tanstack/react-query';
import { type BrowserUnderTest, settled } from '../test-support/browser.support.spec';
import { eachInBrowser } from '../test-support/each-in-browser.support.spec';
import { CustomerFeed } from './customer-feed';

const at = '/api/v1/intake/chats/c';
const hours = (count: number): number => count * 3_600_000;
const tokenFor = (ms: number, token = 'secret') => ({ token, tokenExpiresAt: new Date(Date.now() + ms).toISOString() });

let browser: BrowserUnderTest;
let client: QueryClient;
let feed: CustomerFeed;
let stop: () => void;
const onRenewed = jest.fn();
const onGone = jest.fn();

function open(tokenLasts: number): void {
  feed = new CustomerFeed({ client, chat: { chatId: 'c', ...tokenFor(tokenLasts) }, onRenewed, onGone });
  stop = feed.start();
}

async function opened(tokenLasts: number): Promise<void> {
  open(tokenLasts);
  await settled();
  browser.take(`${at}/stream`).open();
  await settled();
}

beforeEach(() => {
  jest.clearAllMocks();
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
});
afterEach(() => {
  stop();
  client.clear();
});
eachInBrowser((own) => (browser = own));

describe("the customer's token", () => {
  const renewals = () => browser.asked.filter(({ path }) => path === `${at}/token`);

  it('is renewed when half of its life is over, whenever the page was opened', async () => {
    await opened(hours(13));
    jest.advanceTimersByTime(hours(1) - 1);
    await settled();
    expect(renewals()).toEqual([]);
    jest.advanceTimersByTime(1);
    await settled();
    browser.take(`${at}/token`).answer(201, tokenFor(hours(24), 'next'));
    await settled();
    expect(onRenewed).toHaveBeenCalledWith({ chatId: 'c', ...tokenFor(hours(24), 'next') });
    jest.advanceTimersByTime(hours(12));
    await settled();
    expect(renewals()[0]?.request.headers.get('authorization')).toBe('Bearer next');
  });

  it('is renewed at once where less is left, and in a minute when that fails', async () => {
    await opened(hours(2));
    jest.advanceTimersByTime(0);
    await settled();
    browser.take(`${at}/token`).answer(503, {});
    await settled();
    expect(renewals()).toEqual([]);
    jest.advanceTimersByTime(60_000);
    await settled();
    expect(renewals()).toHaveLength(1);
  });

  it('is replaced where it has expired, and the chat is read with the new one', async () => {
    open(-hours(60));
    const read = feed.readChat();
    await settled();
    browser.take(at).answer(401, { code: 'AUTH.EXPIRED_TOKEN' });
    browser.take(`${at}/stream`).answer(401, { code: 'AUTH.EXPIRED_TOKEN' });
    await settled();
    browser.take(`${at}/token`).answer(200, tokenFor(hours(24), 'next'));
    await settled();
    const again = browser.take(at);
    expect(again.request.headers.get('authorization')).toBe('Bearer next');
    again.answer(200, { id: 'c', state: 'left_message' });
    expect(await read).toMatchObject({ state: 'left_message' });
    browser.take(`${at}/stream`).open();
    await settled();
    expect([feed.connection.get(), onGone.mock.calls]).toEqual(['open', []]);
  });

  it('that is not replaced says why the chat is gone, once', async () => {
    open(-hours(60));
    const read = feed.readChat().catch((error: Error) => error.name);
    await settled();
    browser.take(at).answer(401, { code: 'AUTH.EXPIRED_TOKEN' });
    browser.take(`${at}/stream`).answer(401, { code: 'AUTH.EXPIRED_TOKEN' });
    await settled();
    browser.take(`${at}/token`).answer(409, { code: 'CHAT.ALREADY_ENDED' });
    expect(await read).toBe('Refused');
    await settled();
    expect(onGone.mock.calls).toEqual([[expect.objectContaining({ problem: { code: 'CHAT.ALREADY_ENDED' } })]]);
  });

  it('does not bring back a chat that the customer has put away meanwhile', async () => {
    await opened(hours(2));
    jest.advanceTimersByTime(0);
    await settled();
    stop();
    browser.take(`${at}/token`).answer(201, tokenFor(hours(24)));
    await settled();
    expect(onRenewed).not.toHaveBeenCalled();
  });
});
