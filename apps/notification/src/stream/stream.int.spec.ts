import { createEvent, lastEventIdHeader, uuidv7 } from '@switchboard/contracts';
import { Transactions } from '@switchboard/persistence';
import { StreamClient } from '@switchboard/testing';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { FeedRepository } from '../append-feed/feed.repository';
import { PruneFeed } from '../prune-feed/prune-feed';
import * as events from '../specs/events.support.spec';
import { eventually, World, type Instance } from '../specs/instance.support.spec';
import { Topics } from '../specs/topics.support.spec';
import { FeedHistoryRepository } from './feed-history.repository';

describe('the stream of an agent', () => {
  let world: World;
  let topics: Topics;
  let one: Instance;
  let two: Instance;

  beforeAll(async () => {
    world = await World.create();
    topics = new Topics(world.kafka);
    await topics.open();
    one = await world.start();
    two = await world.start({ stalledMs: 700 });
  }, 60_000);

  afterAll(async () => {
    await world.end();
    await topics.close();
  }, 60_000);

  /** An agent of a team of its own, unless a colleague is given. */
  const agentOf = async (team: string = uuidv7(), ttl?: number) => {
    const id = uuidv7();
    return { id, team, token: await world.token({ id, team }, ttl) };
  };

  /** Appends as the consumer does, in a transaction of its own, through the given instance. */
  const append = (instance: Instance, team: string, event = '{}', times = 1): Promise<void> =>
    instance.app.get(Transactions, { strict: false }).run(async (tx) => {
      const feeds = instance.app.get(FeedRepository, { strict: false });
      const entry = { teamId: team, topic: 'chat.queued' as const, audience: null, event };
      const entries = Array.from({ length: times }, () => entry);
      await feeds.append(tx, entries, await feeds.lock(tx, [team]));
    });

  it('begins with the current number and brings what happens, from Kafka, on every instance', async () => {
    const { id, team, token } = await agentOf();
    const [here, there] = [
      await StreamClient.open(one.streamUrl, token),
      await StreamClient.open(two.streamUrl, token),
    ];
    expect(here.response.headers.get('content-type')).toContain('text/event-stream');
    expect(here.response.headers.get('x-accel-buffering')).toBe('no');
    expect(await here.first('ready')).toEqual({ id: '0', event: 'ready', data: '{"number":0}' });

    const chat = uuidv7();
    const sent = [events.queued({ team, chat, seq: 1 }), events.assigned({ team, chat, seq: 2, agent: id })];
    for (const [i, event] of sent.entries()) {
      await topics.publish(event);
      await Promise.all([here.received(i + 1), there.received(i + 1)]);
    }
    for (const stream of [here, there]) {
      expect(stream.feed.map(({ id, event }) => [id, event])).toEqual([
        ['1', 'chat.queued'],
        ['2', 'chat.assigned'],
      ]);
      expect(stream.cloudEvents).toEqual(sent);
      stream.close();
    }
  });

  it('shows an event once that is delivered twice', async () => {
    const { team, token } = await agentOf();
    const stream = await StreamClient.open(one.streamUrl, token);
    const [first, last] = [1, 2].map((seq) => events.queued({ team, chat: uuidv7(), seq }));
    await topics.publish(first!, first!);
    await topics.publish(first!, last!);
    await stream.received(2);
    expect(stream.cloudEvents).toEqual([first, last]);
    stream.close();
  });

  it('tells only the owner what is said in a chat, and moves the others on', async () => {
    const owner = await agentOf();
    const colleague = await agentOf(owner.team);
    const chat = uuidv7();
    const [ownerStream, colleagueStream] = [
      await StreamClient.open(one.streamUrl, owner.token),
      await StreamClient.open(two.streamUrl, colleague.token),
    ];
    const early = events.message({ team: owner.team, chat, text: 'before there was an owner' });
    await topics.publish(early);
    // It enters no feed; that it was consumed shows in the inbox alone.
    await eventually(async () => {
      const sql = `SELECT 1 FROM notification.inbox WHERE event_id = $1`;
      expect(await world.query(sql, [early.id])).toHaveLength(1);
    });
    await topics.publish(events.assigned({ team: owner.team, chat, seq: 1, agent: owner.id }));
    await Promise.all([ownerStream.received(1), colleagueStream.received(1)]);
    const said = events.message({ team: owner.team, chat });
    await topics.publish(said);
    await ownerStream.received(2);
    expect(ownerStream.cloudEvents[1]).toEqual(said);
    const last = ownerStream.numbers.at(-1);
    await eventually(() => expect(colleagueStream.lastEventId).toBe(String(last)));
    expect(colleagueStream.feed.map(({ event }) => event)).toEqual(['chat.assigned']);
    ownerStream.close();
    colleagueStream.close();
  });

  it('leaves out what its chat has overtaken', async () => {
    const { id, team, token } = await agentOf();
    const stream = await StreamClient.open(one.streamUrl, token);
    const [chat, other] = [uuidv7(), uuidv7()];
    await topics.publish(events.ended({ team, chat, seq: 9 }));
    await stream.received(1);
    await topics.publish(events.assigned({ team, chat, seq: 8, agent: id }));
    await topics.publish(events.assigned({ team, chat: other, seq: 7, agent: id }));
    await stream.received(2);
    await sleep(200);
    expect(stream.cloudEvents.map((event) => event.subject)).toEqual([chat, other]);
    stream.close();
  });

  it('goes on behind Last-Event-ID on another instance, and on one that was started later', async () => {
    const { team, token } = await agentOf();
    const stream = await StreamClient.open(one.streamUrl, token);
    for (let i = 0; i < 3; i += 1) await append(one, team);
    await stream.received(3);
    stream.close();
    await append(two, team, '{}', 600);
    const third = await world.start();
    for (const instance of [two, third]) {
      const resumed = await StreamClient.open(instance.streamUrl, token, { lastEventId: '2' });
      await resumed.received(601);
      expect(resumed.numbers).toEqual(Array.from({ length: 601 }, (_, i) => i + 3));
      expect(resumed.events.some(({ event }) => event === 'ready' || event === 'reset')).toBe(false);
      resumed.close();
    }
    await third.stop();
  });

  it.each([
    ['ahead of the feed', '4', 'unknown'],
    ['no number at all', 'abc', 'unknown'],
    ['older than what is kept', '1', 'expired'],
  ])('resets a reader whose Last-Event-ID is %s', async (_, lastEventId, reason) => {
    const { team, token } = await agentOf();
    for (let i = 0; i < 3; i += 1) await append(one, team);
    await world.query(
      `UPDATE feed_event SET appended_at = now() - interval '25 hours' WHERE team_id = $1 AND number < 3`,
      [team],
    );
    await one.app.get(PruneFeed, { strict: false }).prune();
    const stream = await StreamClient.open(two.streamUrl, token, { lastEventId });
    expect(await stream.first('reset')).toEqual({
      id: '3',
      event: 'reset',
      data: JSON.stringify({ number: 3, reason }),
    });
    await append(one, team);
    await stream.received(1);
    expect(stream.numbers).toEqual([4]);
    stream.close();
  });

  it('numbers without a gap and shows in order when both instances append at once', async () => {
    const { team, token } = await agentOf();
    const [here, there] = [
      await StreamClient.open(one.streamUrl, token),
      await StreamClient.open(two.streamUrl, token),
    ];
    // As many at once as there are consumers' transactions, and then some.
    const worker = async (instance: Instance): Promise<void> => {
      for (let i = 0; i < 50; i += 1) await append(instance, team);
    };
    await Promise.all([one, two, one, two, one, two].map(worker));
    const expected = Array.from({ length: 300 }, (_, i) => i + 1);
    for (const stream of [here, there]) {
      await stream.received(300);
      expect(stream.numbers).toEqual(expected);
      stream.close();
    }
  });

  it('reads once per wake, however many listen', async () => {
    const { team, token } = await agentOf();
    const streams = await Promise.all(Array.from({ length: 10 }, () => StreamClient.open(one.streamUrl, token)));
    await Promise.all(streams.map((stream) => stream.first('ready')));
    await append(one, team);
    await Promise.all(streams.map((stream) => stream.received(1)));
    const read = jest.spyOn(one.app.get(FeedHistoryRepository, { strict: false }), 'read');
    await append(one, team);
    await Promise.all(streams.map((stream) => stream.received(2)));
    expect(read).toHaveBeenCalledTimes(1);
    read.mockRestore();
    for (const stream of streams) stream.close();
  });

  it('closes when the token expires', async () => {
    const { token } = await agentOf(undefined, 4);
    const stream = await StreamClient.open(one.streamUrl, token);
    await stream.first('ready');
    expect(stream.ended).toBe(false);
    await stream.whenEnded(10_000);
    expect(stream.text).toContain('the token has expired');
  });

  it('closes on every instance when the account is deactivated, and stays closed', async () => {
    const agent = await agentOf();
    const state = { id: agent.id, teamId: agent.team };
    await topics.publish(events.agentConfigured({ ...state, version: 1 }));
    const streams = await Promise.all([one, two].map(({ streamUrl }) => StreamClient.open(streamUrl, agent.token)));
    await topics.publish(events.agentConfigured({ ...state, version: 2, active: false }));
    await Promise.all(streams.map((stream) => stream.whenEnded(10_000)));
    // An older state, redelivered, changes nothing.
    await topics.publish(events.agentConfigured({ ...state, version: 1 }));
    await eventually(async () =>
      expect(await world.query('SELECT 1 FROM connection WHERE agent_id = $1', [agent.id])).toHaveLength(0),
    );
    await sleep(300);
    await expect(StreamClient.open(one.streamUrl, agent.token)).rejects.toThrow('AUTH.ACCOUNT_INACTIVE');
  });

  it('makes an account that lost its role of agent a watcher', async () => {
    const id = uuidv7();
    const team = uuidv7();
    const token = await world.token({ id, team, roles: ['agent', 'manager'] });
    const stream = await StreamClient.open(one.streamUrl, token);
    await topics.publish(events.agentConfigured({ id, teamId: team, version: 2, roles: ['manager'] }));
    await stream.whenEnded(10_000);
    const watching = await StreamClient.open(one.streamUrl, token);
    await watching.first('ready');
    await eventually(async () =>
      expect(await world.query('SELECT 1 FROM connection WHERE agent_id = $1', [id])).toHaveLength(0),
    );
    watching.close();
  });

  it('lets in nobody without a token of an agent or manager of a team', async () => {
    const operator = await world.token({ id: uuidv7(), team: null, roles: ['operator'] });
    const teamless = await world.token({ id: uuidv7(), team: null, roles: ['agent'] });
    for (const [token, status, code] of [
      ['', 401, 'AUTH.MISSING_TOKEN'],
      ['nonsense', 401, 'AUTH.INVALID_TOKEN'],
      [operator, 403, 'AUTH.FORBIDDEN'],
      [teamless, 403, 'AUTH.FORBIDDEN'],
    ] as const) {
      const headers: Record<string, string> = token === '' ? {} : { authorization: `Bearer ${token}` };
      const response = await fetch(one.streamUrl, { headers });
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code]);
    }
  });

  it('never shows a team what happens in another', async () => {
    const [ours, theirs] = [await agentOf(), await agentOf()];
    const stream = await StreamClient.open(one.streamUrl, ours.token);
    await append(one, theirs.team);
    await append(one, ours.team, '{"ours":true}');
    await stream.received(1);
    expect(stream.feed.map(({ data }) => data)).toEqual(['{"ours":true}']);
    stream.close();
  });

  describe('with a slow reader', () => {
    const large = JSON.stringify({ text: 'x'.repeat(60_000) });

    /** A client that sends the request and reads only when told to. */
    const openPaused = (instance: Instance, token: string, lastEventId: string) => {
      const socket = connect({ port: Number(new URL(instance.url).port), host: '127.0.0.1' });
      socket.write(
        `GET /api/v1/notification/stream HTTP/1.1\r\nhost: test\r\nauthorization: Bearer ${token}\r\n` +
          `${lastEventIdHeader}: ${lastEventId}\r\n\r\n`,
      );
      socket.on('error', () => undefined);
      return socket.pause();
    };

    it('cuts off one who does not read, and serves the others', async () => {
      const { team, id, token } = await agentOf();
      const reader = await agentOf(team);
      const stream = await StreamClient.open(two.streamUrl, reader.token);
      await append(two, team);
      const socket = openPaused(two, token, '0');
      const isOpen = async () => (await world.query('SELECT 1 FROM connection WHERE agent_id = $1', [id])).length > 0;
      await eventually(async () => expect(await isOpen()).toBe(true));
      for (let i = 0; i < 200; i += 1) await append(two, team, large);
      await stream.received(201);
      await eventually(async () => expect(await isOpen()).toBe(false), 10_000);
      expect(stream.numbers).toEqual(Array.from({ length: 201 }, (_, i) => i + 1));
      socket.destroy();
      stream.close();
    });

    it('brings everything to one who pauses for a while, without holding it in memory', async () => {
      const { team, token } = await agentOf();
      await append(one, team, large, 300);
      const socket = openPaused(one, token, '0');
      await sleep(500);
      for (let i = 0; i < 20; i += 1) await append(one, team, large);
      let text = '';
      socket.on('data', (piece) => (text += piece.toString('latin1')));
      socket.resume();
      await eventually(() => expect(text.includes('id: 320\n')).toBe(true));
      const numbers = [...text.matchAll(/id: (\d+)\nevent/g)].map((match) => Number(match[1]));
      expect(numbers).toEqual(Array.from({ length: 320 }, (_, i) => i + 1));
      socket.destroy();
    });
  });

  it('is described in the OpenAPI document', async () => {
    const response = await fetch(`${one.url}/api/v1/notification/openapi.json`);
    const document = (await response.json()) as {
      paths: Record<string, { get: { responses: Record<string, object> } }>;
    };
    const operation = document.paths['/api/v1/notification/stream']?.get;
    expect(operation?.responses['200']).toMatchObject({ content: { 'text/event-stream': {} } });
  });

  it('takes agent.availability and everything else that its consumer declares', async () => {
    const { id, team, token } = await agentOf();
    const stream = await StreamClient.open(one.streamUrl, token);
    const since = '2026-01-05T08:00:00.000Z';
    const data = { agentId: id, teamId: team, availability: 'available', since, version: 1 } as const;
    await topics.publish(
      createEvent('agent.availability', { source: 'routing', subject: id, key: id, teamId: team, data }),
    );
    await stream.received(1);
    expect(stream.feed[0]?.event).toBe('agent.availability');
    stream.close();
  });
});
