import { exampleOf } from '@switchboard/contracts';
import { QueryClient } from '@tanstack/react-query';
import { type Asked, BrowserUnderTest, settled } from '../../test-support/browser.support.spec';
import type { News } from './apply-event';
import type { Board } from './board';
import type { BoardFeed } from './board-feed';
import { boardKey, waitingKey } from './board-store';
import type { WaitingRead } from './read-board';

const assigned = exampleOf('chat.assigned');
const replaceToken = () => Promise.resolve(false);
const me = assigned.data.agent.id;
/** The example of the event, of another chat. */
const of = (topic: 'message.left' | 'message.closed', chatId: string) => {
  const event = exampleOf(topic);
  return { ...event, data: { ...event.data, chatId } };
};
const page = (...items: object[]) => ({ items, nextCursor: null as string | null });
const chat = (id: string, state: 'waiting' | 'in_progress') => {
  const { enqueuedAt } = assigned.data;
  return { id, state, enqueuedAt, customer: null, assignmentId: null, assignedAt: null };
};
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
const stateOf = ({ request }: Asked) => new URL(request.url).searchParams.get('state');
/** The agent's own chats, and then those who wait. */
const answerBoard = async (mine: object[] = [], waiting: object[] = []): Promise<void> => {
  browser.take(chats).answer(200, page(...mine));
  await settled();
  browser.take(chats).answer(200, page(...waiting));
  await settled();
};
const waiting = () => client.getQueryData<WaitingRead>(waitingKey);

describe('the board of an agent', () => {
  it("has the agent's own chats before those who wait are read, and whether or not that works", async () => {
    const own = browser.take(chats);
    expect(stateOf(own)).toBe('in_progress');
    own.answer(200, page(chat('own', 'in_progress')));
    await settled();
    expect(Object.keys(board()?.chats ?? {})).toEqual(['own']);
    browser.take(chats).answer(503, { code: 'SERVER.UNAVAILABLE' });
    await settled();
    expect([Object.keys(board()?.chats ?? {}), waiting()]).toEqual([['own'], undefined]);
    expect(client.getQueryState(waitingKey)?.status).toBe('error');
  });

  it('has those who wait as the events have made them that came while they were read', async () => {
    browser.take(chats).answer(200, page());
    await settled();
    const { chatId } = assigned.data;
    tell('chat.queued', { ...exampleOf('chat.queued'), data: { ...exampleOf('chat.queued').data, chatId: 'new' } });
    tell('chat.assigned', { ...assigned, data: { ...assigned.data, agent: { id: 'another', name: 'Lee' } } });
    await settled();
    browser.take(chats).answer(200, page(chat(chatId, 'waiting'), chat('old', 'waiting')));
    await settled();
    expect(Object.keys(board()?.chats ?? {}).sort()).toEqual(['new', 'old']);
  });

  it('reads no more of a very long list than the beginning', async () => {
    browser.take(chats).answer(200, page());
    await settled();
    for (let n = 0; n < 5; n++) {
      const many = Array.from({ length: 200 }, (_, i) => chat(`${n}-${i}`, 'waiting'));
      browser.take(chats).answer(200, { ...page(...many), nextCursor: `after ${n}` });
      await settled();
    }
    expect(() => browser.take(chats)).toThrow('nobody asks');
    expect([waiting()?.items.length, waiting()?.areAll]).toEqual([1_000, false]);
  });

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
