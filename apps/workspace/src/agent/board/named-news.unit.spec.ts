import type { News } from './apply-event';
import { NamedNews } from './named-news';

let told: News[];
let news: NamedNews;
const assigned = (chatId: string): News => ({ kind: 'assigned', chatId });

beforeEach(() => {
  jest.useFakeTimers();
  told = [];
  news = new NamedNews((each) => told.push(each));
});
afterEach(() => jest.useRealTimers());

describe('the news of a chat', () => {
  it('waits until it is known whose it is, and is told once', () => {
    news.add(assigned('a'), false);
    news.named('b');
    expect(told).toEqual([]);
    news.named('a');
    expect(told).toEqual([assigned('a')]);
    news.named('a');
    jest.runAllTimers();
    expect(told).toHaveLength(1);
  });

  it('does not wait for long', () => {
    news.add(assigned('a'), false);
    jest.advanceTimersByTime(1_999);
    expect(told).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(told).toEqual([assigned('a')]);
  });

  it('is told at once where that is known, or does not matter', () => {
    news.add(assigned('a'), true);
    news.add({ kind: 'message', chatId: 'b' }, false);
    expect(told).toEqual([assigned('a'), { kind: 'message', chatId: 'b' }]);
  });

  it('is not told of a chat that has gone meanwhile', () => {
    news.add(assigned('a'), false);
    news.forget('a');
    jest.runAllTimers();
    expect(told).toEqual([]);
  });
});
