import { exampleOf } from '@switchboard/contracts';
import { QueryClient } from '@tanstack/react-query';
import { Signal } from '../../app/signal';
import type { BoardEvent } from '../board/apply-event';
import { countAfterEnds, teamNowKey } from './count-after-ends';

const ended: BoardEvent = { topic: 'chat.ended', event: exampleOf('chat.ended') };
const queued: BoardEvent = { topic: 'chat.queued', event: exampleOf('chat.queued') };

describe('what has ended today', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('is read again after an end, once for a rush of them, until nobody looks', () => {
    const [followed, client] = [new Signal<BoardEvent>(), new QueryClient()];
    client.setQueryData(teamNowKey, { endedToday: 1 });
    let reads = 0;
    const forget = client.getQueryCache().subscribe(({ type, query }) => {
      if (type !== 'updated' || !query.state.isInvalidated) return;
      reads += 1;
      client.setQueryData(teamNowKey, { endedToday: reads });
    });
    const stop = countAfterEnds(followed, client);
    const after = (...events: BoardEvent[]): number => {
      for (const event of events) {
        followed.emit(event);
        jest.advanceTimersByTime(300);
      }
      jest.advanceTimersByTime(1_000);
      return reads;
    };
    expect([after(queued), after(ended, ended, ended), after(), after(ended)]).toEqual([0, 1, 1, 2]);
    followed.emit(ended);
    stop();
    expect(after(ended)).toBe(2);
    forget();
    client.clear();
  });
});
