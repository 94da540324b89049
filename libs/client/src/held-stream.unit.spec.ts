import { encodeStreamEvent, encodeStreamHeartbeat } from '@switchboard/contracts';
import { HeldStream } from './held-stream';
import { Refused } from './refused';
import { StreamServer } from './stream-server.support.spec';

let server: StreamServer;
let stop: AbortController;
let shown: string[];
let lost: unknown[];
let stream: HeldStream;
let token: string;
let opened: number;
/** Resolves when as many events were shown. */
let whenShown: (count: number) => Promise<void>;

beforeEach(async () => {
  server = await StreamServer.start();
  [stop, shown, lost, token, opened] = [new AbortController(), [], [], 'first', 0];
  let heard = (): void => undefined;
  whenShown = async (count) => {
    while (shown.length < count) await new Promise<void>((resolve) => (heard = resolve));
  };
  const onEvent = ({ event, id }: { event: string; id?: string }): void => {
    shown.push(`${event} ${id}`);
    heard();
  };
  const onLost = (error: unknown): void => void lost.push(error);
  const onOpen = (): void => void opened++;
  stream = new HeldStream(
    { url: server.url, token: () => token, onEvent, onLost, onOpen, firstRetryMs: 1 },
    stop.signal,
  );
});
afterEach(async () => {
  stop.abort();
  await server.stop();
});

const event = (n: number, name = 'message'): string => encodeStreamEvent({ id: `${n}`, event: name, data: '{}' });

describe('a held stream', () => {
  it('opens again when it is lost, from the last event seen', async () => {
    const held = stream.hold();
    const first = await server.next();
    first.open(event(4, 'ready') + event(5));
    await whenShown(2);
    first.response.destroy();
    const second = await server.next();
    expect(second.request.headers['last-event-id']).toBe('5');
    expect(lost).toHaveLength(1);
    second.open(event(6));
    await whenShown(3);
    expect([shown, opened]).toEqual([['ready 4', 'message 5', 'message 6'], 2]);
    stop.abort();
    await held;
  });

  it('goes on behind events that were for others', async () => {
    void stream.hold();
    const first = await server.next();
    first.open(event(1));
    first.response.end(encodeStreamHeartbeat(9));
    expect((await server.next()).request.headers['last-event-id']).toBe('9');
  });

  it('shows what has no number, and goes on as if it had not been there', async () => {
    void stream.hold();
    const first = await server.next();
    const passing = encodeStreamEvent({ event: 'activity', data: '{}' });
    first.open(event(4, 'ready') + event(5) + passing + event(6) + passing);
    await whenShown(5);
    expect(shown).toEqual(['ready 4', 'message 5', 'activity undefined', 'message 6', 'activity undefined']);
    first.response.end();
    expect((await server.next()).request.headers['last-event-id']).toBe('6');
  });

  it('tells that the line works with whatever comes, heartbeats included', async () => {
    let onAlive = (): void => undefined;
    const alive = () => new Promise<void>((resolve) => (onAlive = resolve));
    const nothing = (): void => undefined;
    const o = { url: server.url, token: () => token, onEvent: nothing, onLost: nothing, onOpen: nothing };
    void new HeldStream({ ...o, onAlive: () => onAlive() }, stop.signal).hold();
    const first = await server.next();
    const event1 = alive();
    first.open(event(1));
    await event1;
    const heartbeat = alive();
    first.response.write(encodeStreamHeartbeat(1));
    await heartbeat;
  });

  it('changes to a new token without a gap: both connections overlap, each event is shown once', async () => {
    void stream.hold();
    const first = await server.next();
    first.open(event(1));
    await whenShown(1);
    token = 'second';
    stream.refresh();
    const second = await server.next();
    expect(second.request.headers).toMatchObject({ authorization: 'Bearer second', 'last-event-id': '1' });
    first.response.write(event(2));
    await whenShown(2);
    second.open(event(2) + event(3));
    await first.closed;
    await whenShown(3);
    expect([shown, lost]).toEqual([['message 1', 'message 2', 'message 3'], []]);
  });

  it('stays with the connection it has when the next one is refused', async () => {
    void stream.hold();
    const first = await server.next();
    first.open(event(1));
    await whenShown(1);
    stream.refresh();
    (await server.next()).refuse(503, {});
    first.response.write(event(2));
    await whenShown(2);
    expect([opened, lost]).toEqual([1, []]);
  });

  it('goes on with another token where the one it has is refused, as soon as there is one', async () => {
    const answers = [() => Promise.reject(new TypeError('no network')), () => Promise.resolve(true)];
    const replaceToken = (refused: string): Promise<boolean> => {
      replaced.push(refused);
      token = `${refused}+`;
      return answers.shift()?.() ?? Promise.resolve(false);
    };
    const replaced: string[] = [];
    const nothing = (): void => undefined;
    const o = { url: server.url, token: () => token, onEvent: nothing, onLost: nothing, onOpen: nothing };
    const held = new HeldStream({ ...o, replaceToken, firstRetryMs: 1 }, stop.signal).hold();
    const refusal = expect(held).rejects.toThrow(Refused);
    for (const bearer of ['first', 'first+', 'first++']) {
      const { request, refuse } = await server.next();
      expect(request.headers.authorization).toBe(`Bearer ${bearer}`);
      refuse(401, {});
    }
    await refusal;
    expect(replaced).toEqual(['first', 'first+', 'first++']);
  });

  it('tries again what may pass, and gives up what is refused', async () => {
    const held = stream.hold();
    const refusal = expect(held).rejects.toThrow(Refused);
    (await server.next()).refuse(503, {});
    (await server.next()).refuse(429, {});
    (await server.next()).refuse(401, {});
    await refusal;
    expect(lost).toEqual([expect.objectContaining({ status: 503 }), expect.objectContaining({ status: 429 })]);
  });
});
