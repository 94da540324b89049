import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { type BrowserUnderTest, settled } from '../test-support/browser.support.spec';
import { eachInBrowser } from '../test-support/each-in-browser.support.spec';
import { chatKey, CustomerFeed } from './customer-feed';

const at = '/api/v1/intake/chats/c';
const hours = (count: number): number => count * 3_600_000;
const chatIn = (state: string) => ({ id: 'c', state, cancelRequestedAt: null });
const tokenFor = (ms: number, token = 'secret') => ({ token, tokenExpiresAt: new Date(Date.now() + ms).toISOString() });

let browser: BrowserUnderTest;
let client: QueryClient;
let feed: CustomerFeed;
let stop: () => void;
const onRenewed = jest.fn();
const onGone = jest.fn();

async function opened(tokenLasts = hours(24)): Promise<ReturnType<ReturnType<typeof browser.take>['open']>> {
  feed = new CustomerFeed({ client, chat: { chatId: 'c', ...tokenFor(tokenLasts) }, onRenewed, onGone });
  stop = feed.start();
  new QueryObserver(client, { queryKey: chatKey('c'), queryFn: () => feed.readChat() }).subscribe(() => undefined);
  await settled();
  const tell = browser.take(`${at}/stream`).open();
  await settled();
  return tell;
}
const shown = () => client.getQueryData<{ state: string }>(chatKey('c'))?.state;

beforeEach(() => {
  jest.clearAllMocks();
  client = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } });
});
afterEach(() => {
  stop();
  client.clear();
});
eachInBrowser((own) => (browser = own));

describe("the customer's chat", () => {
  it('is read again once the stream has begun: a read from before may lack what came between', async () => {
    const tell = await opened();
    const early = browser.take(at);
    tell('ready', {});
    await settled();
    const late = browser.take(at);
    late.answer(200, chatIn('in_progress'));
    early.answer(200, chatIn('waiting'));
    await settled();
    expect(shown()).toBe('in_progress');
  });

  it('stays as the stream told it, whatever a read that was under way brings', async () => {
    const tell = await opened();
    tell('chat', chatIn('in_progress'));
    await settled();
    browser.take(at).answer(200, chatIn('waiting'));
    await settled();
    expect(shown()).toBe('in_progress');
  });

  it('stays as the stream told it while the customer was leaving', async () => {
    const tell = await opened();
    browser.take(at).answer(200, chatIn('waiting'));
    await settled();
    const leaving = feed.leave();
    await settled();
    tell('chat', chatIn('cancelled'));
    await settled();
    browser.take(`${at}/cancel`).answer(200, chatIn('waiting'));
    await leaving;
    expect(shown()).toBe('cancelled');
  });

  it('shows that the customer leaves where the stream has told nothing since', async () => {
    await opened();
    browser.take(at).answer(200, chatIn('waiting'));
    await settled();
    const leaving = feed.leave();
    await settled();
    browser.take(`${at}/cancel`).answer(200, { ...chatIn('waiting'), cancelRequestedAt: '2026-01-05T08:00:00.000Z' });
    await leaving;
    expect(client.getQueryData(chatKey('c'))).toMatchObject({ cancelRequestedAt: '2026-01-05T08:00:00.000Z' });
  });

  it('says that the connection is lost', async () => {
    await opened();
    expect(feed.connection.get()).toBe('open');
    jest.advanceTimersByTime(40_000);
    await settled();
    expect(feed.connection.get()).toBe('lost');
  });
});
