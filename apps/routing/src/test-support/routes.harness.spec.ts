import type { ProblemCode } from '@switchboard/contracts';
import { encodeCursor } from '@switchboard/runtime';
import type { Wrong } from './bad-data.harness.spec';

export type Role = 'customer' | 'agent' | 'manager' | 'operator';

/** A route of the service: who may call it, how it is called rightly, and all the ways to call it wrongly. */
export interface Route {
  readonly roles: readonly Role[];
  /** Given for an id that is nobody's, and for one that belongs to another team. */
  readonly notFound?: ProblemCode;
  readonly body?: object;
  readonly wrongBody?: readonly Wrong[];
  readonly query?: string;
  /** The field that the answer names, and the query. */
  readonly wrongQuery?: readonly (readonly [field: string, query: string])[];
}

type Wrongs = NonNullable<Route['wrongQuery']>;

const agentId = '0198a4c2-7b1e-7000-8000-000000000001';
const members: readonly Role[] = ['agent', 'manager'];

const limits: Wrongs = ['0', '-1', '201', '1.5', 'x', '', '1e9', 'Infinity', '1&limit=2'].map((limit) => [
  'limit',
  `limit=${limit}`,
]);
const cursors = (foreign: unknown): Wrongs =>
  [
    ...['', 'abc', '%00', 'x'.repeat(501)],
    ...[null, {}, [], -1, 0.5, 2 ** 53, 'infinity', '1; DROP TABLE chat', foreign].map(encodeCursor),
  ].map((cursor) => ['cursor', `cursor=${cursor}`]);
const byNumber = [...limits, ...cursors(agentId)];
const byId = [...limits, ...cursors(7)];

const agentIds = ['ben', '', 5, null, undefined, {}, '\0'].map((value): Wrong => ['agentId', value]);
const toAnAgent = {
  body: { agentId },
  wrongBody: [...agentIds, ...['yes', 1, null].map((value): Wrong => ['override', value]), ['until', 5] as const],
};

const from = '2026-01-05T00:00:00Z';
const to = '2026-01-06T00:00:00Z';
const noTimes = ['', 'infinity', '-infinity', 'now', 'yesterday', '2026-02-30T00:00:00Z', '10000-01-01T00:00:00Z', '0'];
const spans: Wrongs = [
  ...noTimes.map((time) => ['from', `to=${to}&from=${time}`] as const),
  ...noTimes.map((time) => ['to', `from=${from}&to=${time}`] as const),
  ['from', `to=${to}`],
  ['to', `from=${from}`],
  ['to', `from=${to}&to=${from}`],
  ['to', `from=${from}&to=2026-03-05T00:00:00Z`],
  ['interval', `from=${from}&to=${to}&interval=1s`],
  ['interval', `from=${from}&to=2026-01-20T00:00:00Z&interval=5m`],
  ['fields', `from=${from}&to=${to}&fields=all`],
];
const statistics: Route = { roles: ['manager'], query: `from=${from}&to=${to}`, wrongQuery: spans };
const byAgent: Route = {
  ...statistics,
  wrongQuery: [
    ...spans,
    ['agentId', `from=${from}&to=${to}&agentId=ann`],
    ['agentId', `from=${from}&to=${to}&agentId=`],
  ],
};

/** All of them: `bad-input.int.spec.ts` holds this list to the service's own document. */
export const routes: Record<string, Route> = {
  'GET /chats': {
    roles: members,
    wrongQuery: [...byNumber, ['state', 'state=ended'], ['state', 'state='], ['agentId', 'agentId=ann']],
  },
  'GET /chats/{id}': { roles: members, notFound: 'CHAT.NOT_FOUND' },
  'GET /chats/{id}/position': { roles: ['customer', ...members], notFound: 'CHAT.NOT_FOUND' },
  'GET /chats/{id}/decisions': { roles: members, notFound: 'CHAT.NOT_FOUND' },
  'POST /chats/{id}/claim': { roles: ['agent'], notFound: 'CHAT.NOT_FOUND' },
  'POST /chats/{id}/assign': { roles: ['manager'], notFound: 'CHAT.NOT_FOUND', ...toAnAgent },
  'POST /chats/{id}/transfer': { roles: members, notFound: 'CHAT.NOT_FOUND', ...toAnAgent },
  'POST /chats/{id}/requeue': { roles: members, notFound: 'CHAT.NOT_FOUND' },
  'POST /chats/{id}/end': {
    roles: members,
    notFound: 'CHAT.NOT_FOUND',
    body: { reason: 'spam' },
    wrongBody: [
      ...['', 'a\0b', '\ud800', 'x'.repeat(501), 5, null, ['spam']].map((value): Wrong => ['reason', value]),
      ['outcome', 'cancelled'],
    ],
  },
  'GET /agents': { roles: members, wrongQuery: byId },
  'GET /agents/{id}': { roles: members, notFound: 'AGENT.NOT_FOUND' },
  'PUT /agents/{id}/availability': {
    roles: members,
    notFound: 'AGENT.NOT_FOUND',
    body: { availability: 'busy' },
    wrongBody: [
      ...['asleep', '', 'Available', 5, null, undefined].map((value): Wrong => ['availability', value]),
      ['until', '2026-01-05'],
    ],
  },
  'GET /messages': { roles: members, wrongQuery: byNumber },
  'POST /messages/{id}/take': { roles: ['agent'], notFound: 'MESSAGE.NOT_FOUND' },
  'POST /messages/{id}/close': {
    roles: members,
    notFound: 'MESSAGE.NOT_FOUND',
    body: { note: 'Done.' },
    wrongBody: [
      ...['', 'a\0b', '\udc00', 'x'.repeat(8_001), 5, null, undefined].map((value): Wrong => ['note', value]),
      ['agentId', agentId],
    ],
  },
  'GET /method-preview': {
    roles: ['manager'],
    query: 'method=automatic',
    wrongQuery: [
      ['method', ''],
      ['method', 'method='],
      ['method', 'method=random'],
      ['strategy', 'method=automatic&strategy=random'],
      ['at', 'method=automatic&at=now'],
    ],
  },
  'GET /statistics/now': { roles: members },
  'GET /statistics/wait': byAgent,
  'GET /statistics/handle': byAgent,
  'GET /statistics/flow': byAgent,
  'GET /statistics/agents': {
    ...statistics,
    wrongQuery: [...spans, ['agentId', `from=${from}&to=${to}&agentId=${agentId}`]],
  },
  'GET /placeholders': { roles: ['operator'], wrongQuery: byId },
  'GET /dead-letters': { roles: ['operator'], wrongQuery: [...limits, ...cursors(7)] },
  'POST /dead-letters/{id}/redrive': { roles: ['operator'], notFound: 'DEAD_LETTER.NOT_FOUND' },
};
