import type { TopicsOf } from '@switchboard/contracts';

/** A field that is wrong: its path within `data`, and what stands there; undefined leaves it out. */
export type Wrong = readonly [path: string, value: unknown];

const each = (path: string, values: readonly unknown[]): Wrong[] => values.map((value) => [path, value]);

const NUL = 'a\0b';
const LONE_SURROGATE = 'a\ud800b';

const ids = (path: string) =>
  each(path, ['not-a-uuid', '', 5, null, undefined, `0198a4c2-7b1e-7000-8000-00000000000g`]);
const texts = (path: string, max: number) => each(path, [NUL, LONE_SURROGATE, 'x'.repeat(max + 1), 5]);
const counts = (path: string) => each(path, [-1, 1e9, 1.5, '5', '', [3], true]);
const versions = (path: string) => each(path, [-1, 1.5, '2', 2 ** 53, 1e300]);
const flags = (path: string) => each(path, ['yes', 1, undefined]);
/** PostgreSQL takes most of these for a time. */
const times = (path: string) =>
  each(path, [
    ...['infinity', '-infinity', 'now', 'yesterday', 'epoch', '', '2026-02-30T10:00:00Z', '10000-01-01T00:00:00Z'],
    ...[
      '+010000-01-01T00:00:00Z',
      '1999-12-31T23:59:59Z',
      '2026-01-05',
      '2026-01-05T09:00:00',
      1_767_603_600_000,
      null,
    ],
  ]);

/** What may stand on no topic that routing consumes, field by field. */
export const wrongData: { readonly [T in RoutingTopic]: readonly Wrong[] } = {
  'chat.requested': [
    ...times('requestedAt'),
    ...ids('chatId'),
    ...ids('teamId'),
    ['channelId', 'web'],
    ['customer', undefined],
    ...texts('customer.id', 200),
    ...texts('customer.name', 200),
    ...texts('firstMessage', 8_000),
    ['customer.attributes', { [NUL]: 1 }],
    ['customer.attributes', { plan: { nested: true } }],
    ['customer.attributes', JSON.parse('{"__proto__": "x"}')],
    ['customer.attributes', Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`a${i}`, i]))],
  ],
  'chat.cancelled': [...ids('chatId'), ...ids('teamId'), ...texts('reason', 500)],
  'team.configured': [
    ...ids('id'),
    ...counts('defaultCapacity'),
    ...versions('version'),
    ...texts('name', 200),
    ['name', ''],
    ...each('timeZone', ['Mars/Phobos', '+01:00', '', NUL]),
    ...each('method', ['random', '', null]),
    ['strategy', 'whoever'],
    ...each('graceSeconds', [-1, 86_401, 0.5]),
    ['afterGrace', 'forget'],
    ...each('inactivitySeconds', [0, 59, 1e9]),
    ['hours.0', { day: 8, from: '09:00', to: '17:00' }],
    ['hours.0', { day: 1, from: '17:00', to: '09:00' }],
    ['hours.0', { day: 1, from: '25:00', to: '26:00' }],
    ['holidays.0', { date: '2026-02-30' }],
    ...flags('removed'),
  ],
  'agent.configured': [
    ...ids('id'),
    ...ids('teamId'),
    ...counts('capacity'),
    ...versions('version'),
    ...texts('name', 200),
    ['roles.0', 'boss'],
    ...flags('active'),
    ...flags('removed'),
  ],
  'agent.presence': [...ids('agentId'), ...ids('teamId'), ...versions('version'), ...flags('connected')],
  'presence.beat': [...times('at'), ...texts('instanceId', 200), ['instanceId', '']],
  'chat.message': [
    ...ids('chatId'),
    ...ids('messageId'),
    ...versions('seq').filter(([, value]) => value !== 1e300),
    ...texts('text', 8_000),
    ['text', ''],
    ['author.kind', 'robot'],
    ...times('sentAt'),
  ],
};

export type RoutingTopic = TopicsOf<
  'routing.requests' | 'routing.configuration' | 'routing.presence' | 'routing.activity'
>;

/** The data with one field wrong. */
export function spoilt(data: object, [path, value]: Wrong): Record<string, unknown> {
  const copy = structuredClone(data) as Record<string, unknown>;
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  const parent = steps.reduce((at, step) => at[step] as Record<string, unknown>, copy);
  parent[last] = value;
  return copy;
}
