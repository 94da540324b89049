import { encodeStreamEvent, encodeStreamHeartbeat, type StreamEvent } from '@switchboard/contracts';
import { readStream, type StreamRequest } from './read-stream';
import { StreamServer } from './stream-server.support.spec';

let server: StreamServer;
beforeEach(async () => {
  server = await StreamServer.start();
});
afterEach(() => server.stop());

const eventOf = (n: number): StreamEvent => ({ id: `${n}`, event: 'message', data: `{"n":${n}}` });

function read(more: Partial<StreamRequest> = {}): AsyncGenerator<StreamEvent, void> {
  return readStream({ url: server.url, token: 'secret', signal: new AbortController().signal, ...more });
}

async function all(stream: AsyncGenerator<StreamEvent, void>): Promise<StreamEvent[]> {
  const events: StreamEvent[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

describe('reading a stream', () => {
  it('gives each event until the server ends it, and the ids also of blocks without one', async () => {
    const ids: string[] = [];
    const events = all(read({ lastEventId: '6', onId: (id) => ids.push(id) }));
    const { request, response, open } = await server.next();
    expect(request.headers).toMatchObject({ authorization: 'Bearer secret', 'last-event-id': '6' });
    const text = encodeStreamEvent(eventOf(7));
    open(text.slice(0, 10));
    response.end(text.slice(10) + encodeStreamHeartbeat(9));
    expect(await events).toEqual([eventOf(7)]);
    expect(ids.at(-1)).toBe('9');
  });

  it('works where a ReadableStream cannot be iterated over, as in Safari before 26.4', async () => {
    const prototype = ReadableStream.prototype as { [Symbol.asyncIterator]?: unknown };
    const own = Object.getOwnPropertyDescriptor(prototype, Symbol.asyncIterator) as PropertyDescriptor;
    delete prototype[Symbol.asyncIterator];
    try {
      const events = all(read());
      (await server.next()).response.end(encodeStreamEvent(eventOf(1)));
      expect(await events).toEqual([eventOf(1)]);
    } finally {
      Object.defineProperty(prototype, Symbol.asyncIterator, own);
    }
  });

  it('says the problem of an answer that is an error', async () => {
    const events = all(read());
    (await server.next()).refuse(403, { title: 'Not yours', code: 'AUTH.FORBIDDEN' });
    await expect(events).rejects.toMatchObject({ status: 403, message: 'Not yours (AUTH.FORBIDDEN)' });
  });

  it('lets go of the connection when its reader stops early', async () => {
    const events = read();
    const first = events.next();
    const { open, closed } = await server.next();
    open(encodeStreamEvent(eventOf(1)));
    expect((await first).value).toEqual(eventOf(1));
    await events.return();
    await closed;
  });

  it('gives up a stream without any sign of life', async () => {
    const events = all(read({ silenceMs: 20 }));
    (await server.next()).open();
    await expect(events).rejects.toThrow('the stream went silent');
  });
});
