import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { consumers, isTopicName, type TopicName, topics as declared } from '@switchboard/contracts';
import { eventually, kafkaBrokers } from '@switchboard/testing';
import type { Installation, Service } from './installation.support';
import { type Operator, operatorOf } from './make-team.support';
import { type Agent, Team } from './team.support';

const hasKcat = spawnSync('kcat', ['-V']).status === 0;
const withKcat = hasKcat ? it : it.skip;
const skipped = hasKcat ? '' : ' (skipped: kcat is not installed)';

/** Every service with the topics that it consumes. */
const consumed = (['routing', 'intake', 'notification'] as const).map((service) => {
  const own = Object.values(consumers).filter((consumer) => consumer.service === service);
  return { service, consumers: own.map(({ topics }) => topics as readonly string[]) };
});

interface DeadLetter {
  id: string;
  topic: string;
  errorCode: string;
}

/** What clients that are not ours publish and read. */
export function foreignClient(running: () => Installation): void {
  let installation: Installation;
  let team: Team;
  let kim: Agent;
  let operator: Operator;
  beforeAll(async () => {
    installation = running();
    team = await Team.create(installation, 'automatic');
    kim = await team.agent('Kim', 50);
    operator = await operatorOf(installation);
  });
  afterAll(() => kim.disconnectAll());

  const kcat = (input: string, ...args: string[]): string =>
    execFileSync('kcat', ['-b', kafkaBrokers().join(), ...args], { input, encoding: 'utf8' });
  const requestOf = (chatId: string): object => ({
    chatId,
    teamId: team.id,
    customer: { id: 'ann' },
    requestedAt: '2026-11-22T12:00:00Z',
  });
  const document = (id: string, data: object): string =>
    JSON.stringify({ specversion: '1.0', id, source: '/shop', type: 'chat.requested.v1', data });
  const lettersOf = async (service: Service): Promise<DeadLetter[]> => {
    const path = 'dead-letters?limit=200';
    return (await installation.call<{ items: DeadLetter[] }>(service, 'GET', path, { bearer: operator.token })).body
      .items;
  };

  withKcat(`kcat publishes chat.requested, plain and in binary mode, and reads chat.assigned${skipped}`, async () => {
    const [plain, binary] = [randomUUID(), randomUUID()];
    const topic = installation.topic('chat.requested');
    kcat(document('1', requestOf(plain)), '-P', '-t', topic);
    const attributes = { ce_specversion: '1.0', ce_id: '2', ce_source: '/shop', ce_type: 'chat.requested.v1' };
    const headers = Object.entries({ ...attributes, 'content-type': 'application/json' }).flatMap(([k, v]) => [
      '-H',
      `${k}=${v}`,
    ]);
    kcat(JSON.stringify(requestOf(binary)), '-P', '-t', topic, ...headers);
    await eventually(
      () => {
        const read = kcat('', '-C', '-q', '-e', '-o', 'beginning', '-t', installation.topic('chat.assigned'));
        const events = read
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line || '{}') as { data?: object });
        for (const chatId of [plain, binary]) {
          const reason = { sentence: expect.stringContaining('Kim') as string };
          const expected = { chatId, agent: { id: kim.id, name: 'Kim' }, method: 'automatic', reason };
          expect(events).toContainEqual(
            expect.objectContaining({
              data: expect.objectContaining({
                ...expected,
                reason: expect.objectContaining(reason) as object,
              }) as object,
            }),
          );
        }
      },
      { timeoutMs: 30_000, intervalMs: 500 },
    );
  });

  const bad: [string, string | null][] = [
    ['EVENT.NOT_JSON', 'hello?'],
    ['EVENT.NULL_VALUE', null],
    ['EVENT.TOO_LARGE', JSON.stringify({ text: 'x'.repeat(1_000_000) })],
    ['EVENT.NOT_CLOUDEVENT', '{"some":"thing"}'],
  ];

  /** Without a value a record of a compacted topic is a tombstone: nothing to bury. */
  const codesOn = (topic: TopicName): string[] => {
    const isCompacted = declared[topic].cleanup === 'compact';
    return bad.filter(([, value]) => value !== null || !isCompacted).map(([code]) => code);
  };

  it.each(consumed)(
    'buries what it cannot use on every topic of $service, with the reason, and goes on',
    async (each) => {
      const topics = each.consumers.flat().filter(isTopicName);
      for (const topic of topics)
        for (const [, value] of bad)
          await installation.kafka.produce(installation.topic(topic), { key: team.id, value });
      await eventually(
        async () => {
          const letters = await lettersOf(each.service);
          for (const topic of topics) {
            const codes = new Set(letters.filter((letter) => letter.topic === topic).map(({ errorCode }) => errorCode));
            expect([topic, [...codes].sort()]).toEqual([topic, codesOn(topic).sort()]);
          }
        },
        { timeoutMs: 60_000, intervalMs: 200 },
      );
      await team.soon(await team.request(), 'in_progress');
    },
  );

  it('buries a wrong schema, an unknown version, a NUL and another request under a known id', async () => {
    const topic = installation.topic('chat.requested');
    const known = randomUUID();
    const wrong: [string, string][] = [
      ['EVENT.INVALID_DATA', document('a', { ...requestOf(randomUUID()), requestedAt: 'infinity' })],
      ['EVENT.INVALID_DATA', document('b', { ...requestOf(randomUUID()), firstMessage: 'a\u0000b' })],
      ['EVENT.UNKNOWN_VERSION', document('c', requestOf(randomUUID())).replace('.v1', '.v9')],
    ];
    const before = (await lettersOf('routing')).length;
    for (const [, value] of wrong) await installation.kafka.produce(topic, { key: team.id, value });
    await installation.kafka.produce(topic, { key: team.id, value: document('d', requestOf(known)) });
    const conflict = document('e', { ...requestOf(known), customer: { id: 'bob' } });
    await installation.kafka.produce(topic, { key: team.id, value: conflict });
    await eventually(
      async () => {
        const codes = (await lettersOf('routing')).map(({ errorCode }) => errorCode);
        expect(codes).toHaveLength(before + 4);
        expect(codes.slice(0, 4).sort()).toEqual([...wrong.map(([code]) => code), 'CHAT.CONFLICT'].sort());
      },
      { timeoutMs: 30_000 },
    );
    await eventually(async () => {
      const chat = await installation.call<{ state: string }>('routing', 'GET', `chats/${known}`, {
        bearer: kim.token,
      });
      expect(chat.body.state).toBe('in_progress');
    });
  });

  it('lists them by command too, and says why a redrive changes nothing', async () => {
    const env = { SWITCHBOARD_OPERATOR_EMAIL: operator.email, SWITCHBOARD_OPERATOR_PASSWORD: operator.password };
    Object.assign(process.env, env, { PUBLIC_URL: installation.url('settings') });
    const at = ['--service', 'routing', '--url', installation.url('routing')];
    const { items } = await installation.admin<{ items: DeadLetter[] }>('dead-letters', ...at, '--limit', '200');
    expect(items.map(({ id }) => id)).toEqual((await lettersOf('routing')).map(({ id }) => id));
    const letter = items.find(({ errorCode }) => errorCode === 'EVENT.NOT_JSON');
    await expect(installation.admin('redrive', letter?.id ?? '', ...at)).rejects.toThrow(/DEAD_LETTER\.REFUSED_AGAIN/);
    const asAgent = await installation.call('routing', 'GET', 'dead-letters', { bearer: kim.token });
    expect(asAgent.status).toBe(403);
  });
}
