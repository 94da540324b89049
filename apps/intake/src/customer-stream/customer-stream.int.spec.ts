import { uuidv7 } from '@switchboard/contracts';
import { Transactions } from '@switchboard/persistence';
import { eventually, StreamClient } from '@switchboard/testing';
import { Channels, type Chat } from '../test-support/channels.support.spec';
import { createDatabase, IntakeUnderTest } from '../test-support/intake-app.support.spec';
import { FeedRepository } from './feed.repository';
import { PruneFeed } from './prune-feed';

/** Two instances on one database. */
let database: Awaited<ReturnType<typeof createDatabase>>;
let one: IntakeUnderTest;
let two: IntakeUnderTest;
let at: Channels;
const open: StreamClient[] = [];

beforeAll(async () => {
  database = await createDatabase();
  const start = () => IntakeUnderTest.start({ databaseUrl: database.url, heartbeatMs: 200 });
  [one, two] = [await start(), await start()];
  at = await Channels.of(one);
}, 60_000);
afterEach(() => open.splice(0).forEach((stream) => stream.close()));
afterAll(async () => {
  for (const intake of [one, two]) await intake?.close();
  await database?.drop();
});

async function listen(intake: IntakeUnderTest, chat: Chat, lastEventId?: string): Promise<StreamClient> {
  const url = `${intake.url}/chats/${chat.id}/stream`;
  const stream = await StreamClient.open(url, chat.token, lastEventId === undefined ? {} : { lastEventId });
  open.push(stream);
  return stream;
}

const heard = (stream: StreamClient): unknown[] =>
  stream.feed.map(({ id, event, data }) => {
    const { text, state, agent } = JSON.parse(data) as Record<string, unknown>;
    return [id, event, ...(event === 'message' ? [text] : [state, agent])];
  });

describe('the stream of a customer', () => {
  it('brings what both sides say and how the chat stands, on every instance', async () => {
    const chat = await at.aChat();
    const streams = [await listen(one, chat), await listen(two, chat)];
    for (const stream of streams) expect((await stream.first('ready')).data).toBe('{"number":0}');
    expect(streams[0]?.response.headers.get('content-type')).toContain('text/event-stream');
    const routing = at.routing(chat);
    await one.deliver('intake.lifecycle', [routing.queued(1)]);
    const asked = await at.say(chat, chat.token, { text: 'Anybody?' });
    const { token, assignmentId } = await at.assign(chat, 2);
    await at.say(chat, token, { text: 'Hi', assignmentId });
    await one.deliver('intake.lifecycle', [routing.requeued(3)]);
    await one.deliver('intake.lifecycle', [routing.transferred(4, 'Bob')]);
    await one.deliver('intake.lifecycle', [routing.ended(5)]);
    for (const stream of streams) {
      await stream.received(7);
      expect(heard(stream)).toEqual([
        ['1', 'chat', 'waiting', null],
        ['2', 'message', 'Anybody?'],
        ['3', 'chat', 'in_progress', { name: 'Ann' }],
        ['4', 'message', 'Hi'],
        ['5', 'chat', 'waiting', null],
        ['6', 'chat', 'in_progress', { name: 'Bob' }],
        ['7', 'chat', 'ended', null],
      ]);
      expect(JSON.parse(stream.feed[1]?.data ?? '')).toEqual(asked.body);
      expect(JSON.parse(stream.feed[6]?.data ?? '')).toEqual((await at.show(chat)).body);
    }
  });

  it('tells that the request became a left message, and that it was closed', async () => {
    const chat = await at.aChat();
    const stream = await listen(two, chat);
    const routing = at.routing(chat);
    await one.deliver('intake.lifecycle', [routing.left(1), routing.ended(1, 'left_message')]);
    await one.deliver('intake.lifecycle', [routing.closed(2)]);
    await stream.received(2);
    expect(stream.feed.map(({ data }) => JSON.parse(data) as unknown)).toMatchObject([
      { state: 'left_message', leftMessage: { why: 'outside_hours', closedAt: null } },
      { state: 'left_message', leftMessage: { closedAt: '2026-11-22T11:00:00.000Z' } },
    ]);
  });

  it('tells nothing twice: repetitions of routing’s events and of messages do not enter it', async () => {
    const chat = await at.aChat();
    const stream = await listen(one, chat);
    const queued = at.routing(chat).queued(1);
    const messageId = queued.id;
    for (let n = 0; n < 2; n += 1) {
      await one.deliver('intake.lifecycle', [queued]);
      await at.say(chat, chat.token, { messageId });
    }
    await one.deliver('intake.lifecycle', [at.routing(chat).ended(2)]);
    await stream.received(3);
    expect(stream.feed.map(({ event }) => event)).toEqual(['chat', 'message', 'chat']);
  });

  it('numbers without a gap and in order when both instances append at once', async () => {
    const chat = await at.aChat();
    const streams = [await listen(one, chat), await listen(two, chat)];
    const say = (n: number) =>
      (n % 2 ? one : two).call('POST', `/chats/${chat.id}/messages`, {
        as: at.channel.secret,
        body: { messageId: uuidv7(), text: `${n}` },
      });
    await Promise.all(Array.from({ length: 60 }, (_, n) => say(n)));
    for (const stream of streams) {
      await stream.received(60);
      expect(stream.numbers).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
    }
    expect(heard(streams[0] as StreamClient)).toEqual(heard(streams[1] as StreamClient));
  });

  it('goes on behind Last-Event-ID on another instance, and after a restart', async () => {
    const chat = await at.aChat();
    for (const text of ['a', 'b', 'c']) await at.say(chat, chat.token, { text });
    const later = await IntakeUnderTest.start({ databaseUrl: database.url });
    try {
      for (const intake of [two, later]) {
        const stream = await listen(intake, chat, '1');
        await stream.received(2);
        expect(heard(stream)).toEqual([
          ['2', 'message', 'b'],
          ['3', 'message', 'c'],
        ]);
        expect(stream.events).toHaveLength(2);
        stream.close();
      }
    } finally {
      await later.close();
    }
  });

  it.each([
    ['ahead of the feed', '9', 'unknown'],
    ['no number at all', 'abc', 'unknown'],
    ['older than what is kept', '1', 'expired'],
  ])('resets a reader whose Last-Event-ID is %s', async (_, lastEventId, reason) => {
    const chat = await at.aChat();
    for (const text of ['a', 'b', 'c']) await at.say(chat, chat.token, { text });
    await one.rows(
      `UPDATE feed_event SET appended_at = now() - interval '25 hours' WHERE chat_id = $1 AND number < 3`,
      [chat.id],
    );
    await one.app.get(PruneFeed, { strict: false }).prune();
    const stream = await listen(two, chat, lastEventId);
    expect(await stream.first('reset')).toMatchObject({ id: '3', data: JSON.stringify({ number: 3, reason }) });
    await at.say(chat, chat.token, { text: 'd' });
    await stream.received(1);
    expect(heard(stream)).toEqual([['4', 'message', 'd']]);
  });

  it('gives signs of life that move Last-Event-ID on', async () => {
    const chat = await at.aChat();
    await at.say(chat, chat.token);
    const stream = await listen(one, chat);
    await stream.first('ready');
    await one.app.get(Transactions, { strict: false }).run(async (tx) => {
      await tx.query('SELECT 1 FROM chat WHERE id = $1 FOR UPDATE', [chat.id]);
      // A message whose text was erased before anybody read of it.
      await one.app.get(FeedRepository, { strict: false }).append(tx, [{ chatId: chat.id, messageSeq: 99 }]);
    });
    await eventually(() => expect(stream.lastEventId).toBe('2'));
    expect(stream.text).toContain(': heartbeat');
    expect(stream.feed).toEqual([]);
  });

  it('closes when the token expires', async () => {
    const chat = await at.aChat();
    const token = await one.shortToken({ id: chat.id, teamId: at.channel.teamId }, 3);
    const stream = await listen(one, { ...chat, token });
    await stream.first('ready');
    await stream.whenEnded();
    expect(stream.text).toContain('the token has expired');
  });

  it('ends when the service does', async () => {
    const chat = await at.aChat();
    const intake = await IntakeUnderTest.start({ databaseUrl: database.url });
    const stream = await listen(intake, chat);
    await stream.first('ready');
    await intake.close();
    await stream.whenEnded();
    expect(stream.text).toContain('the service is shutting down');
  });

  it('is for the chat’s own token only, twenty at once', async () => {
    const [chat, other] = [await at.aChat(), await at.aChat()];
    const read = (as: string) => one.call('GET', `/chats/${chat.id}/stream`, { as });
    expect(await read(other.token)).toMatchObject({ status: 404, body: { code: 'CHAT.NOT_FOUND' } });
    for (const as of [at.channel.secret, await one.accountToken(at.channel.teamId)]) {
      expect(await read(as)).toMatchObject({ status: 403, body: { code: 'AUTH.FORBIDDEN' } });
    }
    for (let n = 0; n < 20; n += 1) await listen(one, chat);
    expect(await read(chat.token)).toMatchObject({ status: 429, body: { code: 'REQUEST.TOO_MANY' } });
    await listen(one, other);
  });
});
