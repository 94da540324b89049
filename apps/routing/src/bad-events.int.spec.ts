import { type CloudEvent, encodeEvent, uuidv7 } from '@switchboard/contracts';
import { describeWithKafka } from '@switchboard/testing';
import { type RoutingTopic, spoilt, type Wrong, wrongData } from './test-support/bad-data.harness.spec';
import { aBeat, aCancel, aMessage, aPresence, aRequest, aTeam, anAgent } from './test-support/builders.harness.spec';
import { eventually, type TeamUnderTest } from './test-support/team.harness.spec';
import type { UsedRouting } from './test-support/use-routing.harness.spec';
import { useRoutingOnKafka } from './test-support/use-routing-on-kafka.harness.spec';

const SOON = { timeoutMs: 60_000 };

describeWithKafka('bad events, on Kafka', () => {
  const on = useRoutingOnKafka(...Object.keys(wrongData).map((topic) => `${topic}.dead-letter`));
  const { routing } = on;
  const produce = (events: readonly CloudEvent[]) => on.produce(events, 'one-partition');
  const team = (settings?: Parameters<UsedRouting['team']>[0]) => routing.team({ method: 'manual', ...settings });

  /** Codes and details of the dead letters of these events, in order, once there are so many. */
  const letters = async (count: number, of: readonly CloudEvent[]) => {
    const ids = new Set(of.map(({ id }) => id));
    const isOurs = ({ value }: { value: string | undefined }) => ids.has((JSON.parse(value ?? '{}') as CloudEvent).id);
    const records = await on.seen.waitFor(count, isOurs, SOON.timeoutMs);
    return records.map(({ headers }) => [headers['error-code'], headers['error-detail'], headers.consumer] as const);
  };

  const ids = async (sql: string, parameters: unknown[]) =>
    (await routing.service.rows<{ id: string }>(sql, parameters)).map(({ id }) => id);
  const chatsOf = ({ id }: TeamUnderTest, state: string) =>
    ids('SELECT id FROM chat WHERE team_id = $1 AND state = $2 ORDER BY queue_sequence', [id, state]);

  /** For each topic: how to make good events of it, and what is to be seen once all of them have been processed. */
  const goods: Record<RoutingTopic, (count: number) => Promise<[CloudEvent[], () => Promise<void>]>> = {
    'chat.requested': async (count) => {
      const ours = await team();
      const events = Array.from({ length: count }, () => aRequest(ours.id));
      const chats = events.map(({ data }) => data.chatId);
      return [events, async () => expect(await chatsOf(ours, 'waiting')).toEqual(chats)];
    },
    'chat.cancelled': async (count) => {
      const ours = await team();
      const chats = await ours.requests(count);
      const ended = () => ids('SELECT id FROM chat WHERE team_id = $1 ORDER BY ended_at, queue_sequence', [ours.id]);
      const check = async () => {
        expect(await chatsOf(ours, 'cancelled')).toHaveLength(count);
        expect(await ended()).toEqual(chats);
      };
      return [chats.map((chat) => aCancel(ours.id, chat)), check];
    },
    'team.configured': (count) => {
      const events = Array.from({ length: count }, () => aTeam(uuidv7(), { defaultCapacity: 0 }));
      const known = () => ids('SELECT id FROM team WHERE id = ANY($1) AND version = 1', [events.map((e) => e.subject)]);
      return Promise.resolve([events, async () => expect(await known()).toHaveLength(count)]);
    },
    'agent.configured': async (count) => {
      const ours = await team();
      const events = Array.from({ length: count }, () => anAgent(ours.id, uuidv7(), { capacity: 0 }));
      const known = () => ids('SELECT id FROM agent WHERE team_id = $1 AND active AND capacity = 0', [ours.id]);
      return [events, async () => expect(await known()).toHaveLength(count)];
    },
    'agent.presence': async (count) => {
      const ours = await team();
      const agents = await ours.crowd(count);
      const gone = () => ids('SELECT id FROM agent WHERE team_id = $1 AND NOT connected', [ours.id]);
      const events = agents.map(({ id }) => aPresence(ours.id, id, false, 1_000));
      return [events, async () => expect(await gone()).toHaveLength(count)];
    },
    'presence.beat': async (count) => {
      await routing.service.rows(`UPDATE presence_pulse SET heard_at = '-infinity'`);
      const live = () => routing.service.rows(`SELECT FROM presence_pulse WHERE heard_at > '-infinity'`);
      const events = Array.from({ length: count }, () => aBeat(new Date(Date.now() + 600_000)));
      return [events, async () => expect(await live()).toHaveLength(1)];
    },
    'chat.message': async (count) => {
      const ours = await team({ method: 'automatic', inactivitySeconds: 600, defaultCapacity: 1_000 });
      await ours.agent('Ann');
      await routing.service.rows(`UPDATE presence_pulse SET heard_at = clock_timestamp() + interval '1 h'`);
      const chats = await ours.requests(count);
      await routing.service.rows(`UPDATE deadline SET due_at = clock_timestamp() + interval '9 s' WHERE team_id = $1`, [
        ours.id,
      ]);
      const alive = () =>
        ids(
          `SELECT subject_id AS id FROM deadline WHERE team_id = $1 AND due_at > clock_timestamp() + interval '9 s'`,
          [ours.id],
        );
      return [chats.map((chat) => aMessage(ours.id, chat)), async () => expect(await alive()).toHaveLength(count)];
    },
  };

  it.each(Object.entries(wrongData) as [RoutingTopic, Wrong[]][])(
    '%s: each wrong field makes one dead letter that names it, and what stands around it is processed in order',
    async (topic, wrong) => {
      const [good, allProcessed] = await goods[topic](wrong.length + 1);
      const bad = wrong.map((fault, i): CloudEvent => {
        const event = good[i] as CloudEvent;
        return { ...event, id: uuidv7(), data: spoilt(event.data, fault) } as CloudEvent;
      });
      await produce(good.flatMap((event, i) => [event, ...bad.slice(i, i + 1)]));
      const found = (await letters(bad.length, bad)).map(([code, detail]) => `${code} ${detail?.split(':')[0]}`);
      const expected = wrong.map(([path]) => expect.stringContaining(`EVENT.INVALID_DATA data.${path}`) as string);
      expect(found).toEqual(expected);
      await eventually(allProcessed, SOON);
      expect(await letters(bad.length, [...good, ...bad])).toHaveLength(bad.length);
    },
    120_000,
  );

  it('ids in upper case are the same ids', async () => {
    const ours = await team({ method: 'automatic' });
    const ann = await ours.agent('Ann');
    const request = aRequest(ours.id);
    const { chatId } = request.data;
    const loud = aRequest(ours.id.toUpperCase(), { chatId: chatId.toUpperCase() });
    await produce([loud, request, aRequest(ours.id)]);
    await eventually(async () => expect(await chatsOf(ours, 'in_progress')).toHaveLength(2), SOON);
    expect(await chatsOf(ours, 'in_progress')).toContain(chatId);
    await produce([anAgent(ours.id.toUpperCase(), ann.id.toUpperCase(), { name: 'Anna', version: 2 })]);
    await eventually(async () => expect(await ours.ownerOf(chatId)).toBe('Anna'), SOON);
  });

  it('an agent stays in the first team, whichever of two in one batch that is; the other team is told', async () => {
    const [ours, other] = [await team(), await team()];
    const ann = await ours.agent('Ann');
    const twice = uuidv7();
    const configured = [
      ...[anAgent(other.id, ann.id, { version: 9, capacity: 0 }), anAgent(ours.id, twice), anAgent(other.id, twice)],
      anAgent(other.id, uuidv7()),
    ];
    await produce(configured);
    expect((await letters(2, configured)).map(([code]) => code)).toEqual(['AGENT.OTHER_TEAM', 'AGENT.OTHER_TEAM']);
    const present = [aPresence(other.id, ann.id, false, 99), aPresence(ours.id, ann.id, true, 98)];
    await produce(present);
    expect(await letters(1, present)).toEqual([['AGENT.OTHER_TEAM', expect.any(String), 'routing.presence']]);
    const agents = await routing.service.rows('SELECT team_id, connected, capacity FROM agent WHERE id = $1', [ann.id]);
    expect(agents).toEqual([{ team_id: ours.id, connected: true, capacity: 5 }]);
    expect(await ids('SELECT id FROM agent WHERE id = $1', [twice])).toEqual([twice]);
  });

  it('the presence of an agent whom nobody knows yet is kept, and shown once settings has described the agent', async () => {
    const ours = await team();
    const [known, unknown] = [await ours.agent('Ann'), uuidv7()];
    const events = [aPresence(ours.id, unknown, true, 1), aPresence(ours.id, known.id, false, 50)];
    await produce(events);
    const listed = async () => {
      const { body } = await routing.service.call('GET', '/agents', ours.managerToken);
      return (body.items as { id: string; connected: boolean }[]).map(({ id, connected }) => [id, connected]);
    };
    await eventually(async () => expect(await listed()).toEqual([[known.id, false]]), SOON);
    await produce([anAgent(ours.id, unknown, { name: 'Ben' })]);
    await eventually(async () => expect(await listed()).toContainEqual([unknown, true]), SOON);
    expect(await letters(0, events)).toEqual([]);
  });

  it('one id again and again in one batch: repeats are dropped, others are conflicts, in the team and out of it', async () => {
    const [ours, other] = [await team(), await team()];
    const [first, last] = [aRequest(ours.id), aRequest(ours.id)];
    const { chatId } = first.data;
    const later = aRequest(ours.id, { chatId, requestedAt: '2026-01-05T09:00:01.000Z' });
    const others = [aRequest(ours.id, { chatId, firstMessage: 'Another' }), aRequest(other.id, { chatId })];
    await produce([first, first, later, ...others, first, last]);
    expect((await letters(2, others)).map(([code]) => code)).toEqual(['CHAT.CONFLICT', 'CHAT.CONFLICT']);
    await eventually(async () => expect(await chatsOf(ours, 'waiting')).toEqual([chatId, last.data.chatId]), SOON);
    expect(await chatsOf(other, 'waiting')).toEqual([]);
  });

  it('a cancel comes before its request, after it, twice, and from a team that is not its own', async () => {
    const [ours, other] = [await team(), await team()];
    const [early, late] = [aRequest(ours.id), aRequest(ours.id)];
    const cancels = [early, late].map(({ data }) => aCancel(ours.id, data.chatId));
    const foreign = aCancel(other.id, late.data.chatId);
    await produce([late]);
    await eventually(async () => expect(await chatsOf(ours, 'waiting')).toEqual([late.data.chatId]), SOON);
    await produce([foreign, ...cancels, ...cancels]);
    expect(await letters(1, [foreign])).toEqual([['CHAT.CONFLICT', expect.any(String), 'routing.requests']]);
    await eventually(async () => expect(await chatsOf(ours, 'cancelled')).toEqual([late.data.chatId]), SOON);
    await produce([early, aRequest(ours.id)]);
    await eventually(async () => expect(await chatsOf(ours, 'waiting')).toHaveLength(1), SOON);
    expect(await chatsOf(ours, 'cancelled')).toEqual([late.data.chatId, early.data.chatId]);
  });

  it('a removed team ends its requests at once, and keeps nobody else from theirs', async () => {
    const [gone, ours] = [await team(), await team()];
    const before = await gone.request();
    await gone.configure({ removed: true });
    const [late, conflict, taken] = [aRequest(gone.id), aRequest(gone.id, { chatId: before }), aRequest(ours.id)];
    await produce([late, conflict, taken]);
    await eventually(async () => expect(await chatsOf(ours, 'waiting')).toEqual([taken.data.chatId]), SOON);
    await eventually(async () => expect(await chatsOf(gone, 'cancelled')).toEqual([before, late.data.chatId]), SOON);
  });

  it('a version that goes back is older news: dropped without a word', async () => {
    const ours = await team();
    const ann = await ours.agent('Ann');
    const end = aTeam(uuidv7());
    const states = [aTeam(ours.id, { version: 9, name: 'New' }), aTeam(ours.id, { version: 8, removed: true }), end];
    await produce(states);
    const agentEnd = anAgent(ours.id, uuidv7());
    const agents = [anAgent(ours.id, ann.id, { version: 9 }), anAgent(ours.id, ann.id, { version: 3, active: false })];
    await produce([...agents, agentEnd]);
    const read = async () => ({
      team: await routing.service.rows('SELECT name, version, removed FROM team WHERE id = $1', [ours.id]),
      ann: await routing.service.rows('SELECT active, configuration_version AS version FROM agent WHERE id = $1', [
        ann.id,
      ]),
    });
    const processed = () => ids('SELECT id FROM team WHERE id = $1 AND version = 1', [end.data.id]);
    const agentProcessed = () => ids('SELECT id FROM agent WHERE id = $1', [agentEnd.data.id]);
    await eventually(async () => expect([await processed(), await agentProcessed()].flat()).toHaveLength(2), SOON);
    expect(await read()).toEqual({
      team: [{ name: 'New', version: 9, removed: false }],
      ann: [{ active: true, version: 9 }],
    });
    expect(await letters(0, [...states, ...agents])).toEqual([]);
  });

  it('one poisonous record in the middle of thousands is one dead letter', async () => {
    const ours = await team({ method: 'automatic', defaultCapacity: 1_000 });
    await ours.agent('Ann');
    await routing.service.rows(`UPDATE presence_pulse SET heard_at = clock_timestamp() + interval '1 h'`);
    const events = Array.from({ length: 3_001 }, () => aRequest(ours.id));
    const messages = events.map((event) => ({ key: 'one-partition', ...encodeEvent(event) }));
    const middle = messages[1_500];
    const poison = Buffer.concat([Buffer.from(middle?.value ?? ''), Buffer.from([0xff])]);
    const topic = on.topic('chat.requested');
    const all = [...messages.slice(0, 1_500), { ...middle, value: poison }, ...messages.slice(1_501)];
    for (let from = 0; from < all.length; from += 500) await on.kafka.produce(topic, ...all.slice(from, from + 500));
    const order = events.filter((_, i) => i !== 1_500).map(({ data }) => data.chatId);
    await eventually(async () => {
      expect(await ids('SELECT id FROM chat WHERE team_id = $1 ORDER BY queue_sequence', [ours.id])).toEqual(order);
    }, SOON);
    const isPoison = (record: { headers: Record<string, string> }) => record.headers['error-code'] === 'EVENT.NOT_UTF8';
    expect(await on.seen.waitFor(1, isPoison)).toHaveLength(1);
    expect(await chatsOf(ours, 'in_progress')).toEqual(order.slice(0, 1_000));
  }, 120_000);
});
