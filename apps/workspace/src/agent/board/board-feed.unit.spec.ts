import { exampleOf } from '@switchboard/contracts';
import { QueryClient } from '@tanstack/react-query';
import { BrowserUnderTest, settled } from '../../test-support/browser.support.spec';
import type { News } from './apply-event';
import type { Board } from './board';
import type { BoardFeed } from './board-feed';
import { boardKey } from './board-store';

const assigned = exampleOf('chat.assigned');
const replaceToken = () => Promise.resolve(false);
const me = assigned.data.agent.id;
/** The example of the event, of another chat. */
const of = (topic: 'message.left' | 'message.closed', chatId: string) => {
  const event = exampleOf(topic);
  return { ...event, data: { ...event.data, chatId } };
};
const page = (...items: object[]) => ({ items, nextCursor: null });
const chats = '/api/v1/routing/chats';
const messages = '/api/v1/routing/messages';

let browser: BrowserUnderTest;
let client: QueryClient;
let feed: BoardFeed;
let stop: () => void;
let tell: (event: string, data: object) => void;

beforeEach(() => {
  browser = new BrowserUnderTest();
  return opened();
});
/** The page of the agent is opened; what was read before is not known to it. */
async function opened(): Promise<void> {
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  jest.isolateModules(() => {
    const { BoardFeed: Feed } = jest.requireActual<typeof import('./board-feed')>('./board-feed');
    feed = new Feed({ client, agentId: me, token: () => 'secret', replaceToken, onRefused: () => undefined });
  });
  stop = feed.start();
  await settled();
  tell = browser.take('/api/v1/notification/stream').open();
  tell('ready', {});
  await settled();
}
afterEach(() => {
  stop();
  client.clear();
  browser.close();
});

const board = () => client.getQueryData<Board>(boardKey);
const answerBoard = async (): Promise<void> => {
  // Those who wait, and the agent's own.
  browser.take(chats).answer(200, page());
  browser.take(chats).answer(200, page());
  await settled();
};

describe('the board of an agent', () => {
  it('is there before the left messages are read, which are then as the events since have made them', async () => {
    await answerBoard();
    expect(board()?.chats).toEqual({});
    tell('message.left', of('message.left', 'new'));
    tell('message.closed', of('message.closed', 'gone'));
    await settled();
    const read = ['older', 'gone'].map((chatId) => ({ ...exampleOf('message.left').data, chatId, agent: null }));
    browser.take(messages).answer(200, page(...read));
    await settled();
    expect(Object.keys(board()?.messages ?? {}).sort()).toEqual(['new', 'older']);
  });

  it('has the columns of chats that have left after a reload, until they are closed', async () => {
    const { chatId } = assigned.data;
    const ended = { ...exampleOf('chat.ended'), teamseq: assigned.teamseq };
    await answerBoard();
    tell('chat.assigned', assigned);
    tell('chat.ended', { ...ended, data: { ...ended.data, chatId, actor: { kind: 'customer' } } });
    await settled();
    stop();
    await opened();
    await answerBoard();
    expect(board()?.past[chatId]?.departure).toEqual({ kind: 'ended', by: 'customer' });
    const closed = jest.fn();
    feed.dismissed.listen(closed);
    feed.dismiss(chatId);
    expect([board()?.past, closed.mock.calls]).toEqual([{}, [[chatId]]]);
    stop();
    await opened();
    await answerBoard();
    expect(board()?.past).toEqual({});
  });

  it('tells of a new chat once it is known whose it is', async () => {
    await answerBoard();
    const told: News[] = [];
    feed.news.listen((news) => told.push(news));
    tell('chat.assigned', { ...assigned, data: { ...assigned.data, cause: 'request' } });
    await settled();
    expect(told).toEqual([]);
    const { chatId, teamId, enqueuedAt } = assigned.data;
    const chat = { id: chatId, teamId, state: 'in_progress', customer: { id: 'ann', name: 'Ann' }, enqueuedAt };
    browser.take(`${chats}/${chatId}`).answer(200, chat);
    await settled();
    expect(told).toEqual([{ kind: 'assigned', chatId }]);
    expect(board()?.chats[chatId]?.details?.customer).toEqual({ id: 'ann', name: 'Ann' });
  });
});
