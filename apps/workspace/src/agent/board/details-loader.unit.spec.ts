import { Refused } from '@switchboard/client';
import type { RoutingChat } from '../../api/types';
import { DetailsLoader } from './details-loader';

/** A server that answers when the test says so. */
function slowServer() {
  const asked: { id: string; answer: (error?: Error) => void }[] = [];
  const read = (id: string): Promise<RoutingChat> =>
    new Promise((resolve, reject) => {
      asked.push({ id, answer: (error) => (error ? reject(error) : resolve({ id } as RoutingChat)) });
    });
  return { asked, read };
}

const ids = (count: number) => Array.from({ length: count }, (_, i) => `chat-${i}`);
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('reading who it is that waits', () => {
  it('asks for few at a time, for each chat once, and goes on as answers come', async () => {
    const { asked, read } = slowServer();
    const known: string[] = [];
    const loader = new DetailsLoader({ read, onRead: ({ id }) => known.push(id) });
    for (const id of [...ids(20), ...ids(20).slice(10)]) loader.want(id);
    expect(asked).toHaveLength(6);
    for (let i = 0; i < 20; i += 1) {
      asked[i]?.answer();
      await settled();
    }
    expect(asked.map(({ id }) => id)).toEqual(ids(20));
    expect(known).toEqual(ids(20));
  });

  it('asks again after a failure that may pass, and not for a chat that is gone', async () => {
    const { asked, read } = slowServer();
    const loader = new DetailsLoader({ read, onRead: () => undefined, retryMs: 0 });
    loader.want('gone');
    loader.want('later');
    asked[0]?.answer(new Refused(404, { code: 'CHAT.NOT_FOUND' }));
    asked[1]?.answer(new Refused(503, { code: 'SERVER.UNAVAILABLE' }));
    while (asked.length < 3) await settled();
    expect(asked[2]?.id).toBe('later');
  });

  it('does not ask any more for a chat that has left the board', async () => {
    const { asked, read } = slowServer();
    const loader = new DetailsLoader({ read, onRead: () => undefined });
    for (const id of ids(7)) loader.want(id);
    loader.forget('chat-6');
    asked[0]?.answer();
    await settled();
    expect(asked).toHaveLength(6);
  });
});
