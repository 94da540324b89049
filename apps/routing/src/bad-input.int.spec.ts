import { uuidv7 } from '@switchboard/contracts';
import { spoilt } from './test-support/bad-data.harness.spec';
import { type Role, type Route, routes } from './test-support/routes.harness.spec';
import type { AgentOnDuty, TeamUnderTest } from './test-support/team.harness.spec';
import { useRouting } from './test-support/use-routing.harness.spec';

const routing = useRouting();

interface Asked {
  readonly token?: string;
  readonly id?: string;
  readonly query?: string;
  /** As it is sent. */
  readonly body?: string;
  readonly contentType?: string;
}

/** Ann has a chat, another waits, a third is over, a fourth is a left message; Ben is free. And all that of another team. */
let ours: Desk;
let theirs: Desk;
let tokens: Record<Role, string>;

interface Desk {
  team: TeamUnderTest;
  ann: AgentOnDuty;
  ben: AgentOnDuty;
  owned: string;
  waiting: string;
  over: string;
  left: string;
}

async function desk(): Promise<Desk> {
  const team = await routing.team({ leftMessage: { outsideHours: false, nobodyAvailable: true } });
  const left = await team.request();
  await team.configure({ method: 'manual' });
  const [ann, ben] = [await team.agent('Ann'), await team.agent('Ben')];
  const [owned, waiting, over] = (await team.requests(3)) as [string, string, string];
  await team.claim(ann, owned);
  await routing.service.call('POST', `/chats/${over}/end`, team.managerToken);
  return { team, ann, ben, owned, waiting, over, left };
}

/** What all tables hold, as one hash each; the pulse of presence is not anybody's input here. */
async function everything(): Promise<Record<string, unknown>> {
  const tables = await routing.service.rows<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'routing' AND table_type = 'BASE TABLE' AND table_name <> 'presence_pulse' ORDER BY 1`,
  );
  const hashes: Record<string, unknown> = {};
  for (const { name } of tables) {
    const sql = `SELECT count(*)::int AS count, md5(string_agg(t::text, ',' ORDER BY t::text)) AS hash FROM ${name} t`;
    [hashes[name]] = await routing.service.rows(sql);
  }
  return hashes;
}

let before: Record<string, unknown>;

beforeAll(async () => {
  [ours, theirs] = [await desk(), await desk()];
  tokens = {
    agent: ours.ben.token,
    manager: ours.team.managerToken,
    operator: await routing.issuers.account({ roles: ['operator'] }),
    customer: await routing.issuers.customer(ours.team.id, ours.waiting),
  };
  await ours.team.eventuallyDrained();
  await theirs.team.eventuallyDrained();
  before = await everything();
  expect(before).toMatchObject({ chat: { count: 8 }, team: { count: 2 }, agent: { count: 4 } });
}, 60_000);

afterEach(async () => {
  expect(await everything()).toEqual(before);
});

async function ask(route: string, { token, id = uuidv7(), query, body, contentType }: Asked) {
  const [method, path] = route.split(' ') as [string, string];
  const address = `${routing.service.url}${path.replace('{id}', id)}${query === undefined ? '' : `?${query}`}`;
  const response = await fetch(address, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': contentType ?? 'application/json' }),
    },
    ...(body !== undefined && { body }),
  });
  return { response, problem: (await response.json()) as Record<string, unknown> };
}

/** One answer as it has to be: problem+json with this status and code, a correlation id, and the field if there is one. */
async function expectProblem(route: string, asked: Asked, status: number, code: string, field?: string): Promise<void> {
  const { response, problem } = await ask(route, asked);
  const said = `${route} ${JSON.stringify(asked).slice(0, 200)}`;
  const type = response.headers.get('content-type')?.split(';')[0];
  const fields = (problem.errors as { field: string }[] | undefined)?.map((error) => error.field.split('.')[0]);
  expect({ said, status: response.status, type, code: problem.code, fields }).toEqual({
    ...{ said, status, code, type: 'application/problem+json' },
    fields: field === undefined ? expect.any(Array) : expect.arrayContaining([field]),
  });
  expect(problem.correlationId).toEqual(expect.stringMatching(/.+/));
}

/** The route called rightly by somebody who may, with the id of nothing. */
const rightly = ({ roles, body, query }: Route): Asked => ({
  token: tokens[roles.find((role) => role !== 'customer') ?? 'manager'],
  ...(query !== undefined && { query }),
  ...(body && { body: JSON.stringify(body) }),
});

const all = Object.entries(routes);
const having = (part: (route: Route) => unknown) => all.filter(([, route]) => part(route) !== undefined);

it('every route of the document is in the table', async () => {
  const response = await fetch(`${routing.service.url}/openapi.json`);
  const { paths } = (await response.json()) as { paths: Record<string, object> };
  const declared = Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1/routing', '')}`),
  );
  expect(declared.sort()).toEqual(Object.keys(routes).sort());
});

describe('who may not', () => {
  it.each(all)('%s', async (name, route) => {
    const asked = rightly(route);
    const { token: _, ...nobody } = asked;
    await expectProblem(name, nobody, 401, 'AUTH.MISSING_TOKEN');
    await expectProblem(name, { ...asked, token: 'nonsense' }, 401, 'AUTH.INVALID_TOKEN');
    for (const role of ['customer', 'agent', 'manager', 'operator'] as const) {
      if (!route.roles.includes(role)) {
        await expectProblem(name, { ...asked, token: tokens[role] }, 403, 'AUTH.FORBIDDEN');
      }
    }
  });
});

describe('ids', () => {
  const noIds = [
    '1',
    'not-a-uuid',
    '%00',
    '%27%3B%20DROP%20TABLE%20chat',
    'x'.repeat(150),
    `${uuidv7()}0`,
    'undefined',
  ];

  it.each(having((route) => route.notFound))('%s', async (name, route) => {
    const isLetter = route.notFound === 'DEAD_LETTER.NOT_FOUND';
    for (const id of noIds) {
      if (isLetter) await expectProblem(name, { ...rightly(route), id }, 404, 'DEAD_LETTER.NOT_FOUND');
      else await expectProblem(name, { ...rightly(route), id }, 400, 'REQUEST.INVALID', 'id');
    }
    const { owned, waiting, over, left, ann } = theirs;
    const asManager = { ...rightly(route), ...(name.startsWith('PUT /agents') && { token: tokens.manager }) };
    for (const id of [uuidv7(), uuidv7().toUpperCase(), owned, waiting, over, left, ann.id]) {
      await expectProblem(name, { ...asManager, id }, 404, route.notFound ?? '');
    }
  });
});

describe('bodies', () => {
  it.each(having((route) => route.body))('%s', async (name, route) => {
    const asked = { ...rightly(route), id: name.startsWith('PUT') ? 'me' : ours.owned };
    for (const [path, value] of route.wrongBody ?? []) {
      const body = JSON.stringify(spoilt(route.body ?? {}, [path, value]));
      await expectProblem(name, { ...asked, body }, 400, 'REQUEST.INVALID', path);
    }
    for (const body of ['{', '{"a":}', 'null,', '', '{"__proto__":{"admin":true}}']) {
      await expectProblem(name, { ...asked, body }, 400, 'REQUEST.NOT_JSON');
    }
    for (const body of ['[]', '5', '"text"']) await expectProblem(name, { ...asked, body }, 400, 'REQUEST.INVALID');
    for (const contentType of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded']) {
      await expectProblem(name, { ...asked, contentType }, 415, 'REQUEST.UNSUPPORTED_MEDIA_TYPE');
    }
    const body = JSON.stringify({ ...route.body, padding: 'x'.repeat(2_000_000) });
    await expectProblem(name, { ...asked, body }, 413, 'REQUEST.TOO_LARGE');
  });
});

describe('queries', () => {
  it.each(having((route) => route.wrongQuery))('%s', async (name, route) => {
    for (const [field, query] of route.wrongQuery ?? []) {
      const tooLong = query.length > 500;
      const ofCursor = field === 'cursor' && query !== 'cursor=' && query !== 'cursor=%00' && !tooLong;
      const code = ofCursor ? 'REQUEST.INVALID_CURSOR' : 'REQUEST.INVALID';
      await expectProblem(name, { ...rightly(route), query }, 400, code, field);
    }
  });
});

describe('what is there, and may not be done', () => {
  type Row = [string, string, (at: Desk, other: Desk) => Asked, number, string];
  const to = (agentId: string, more: object = {}) => JSON.stringify({ agentId, ...more });
  const rows: Row[] = [
    ['to an agent of another team', 'POST /chats/{id}/transfer', (o, t) => ({ id: o.owned, body: to(t.ann.id) }), 404, 'AGENT.NOT_FOUND'],
    ['to nobody', 'POST /chats/{id}/transfer', (o) => ({ id: o.owned, body: to(uuidv7()) }), 404, 'AGENT.NOT_FOUND'],
    ['a chat that waits', 'POST /chats/{id}/transfer', (o) => ({ id: o.waiting, body: to(o.ben.id) }), 409, 'CHAT.NOT_IN_PROGRESS'],
    ['a chat that is over', 'POST /chats/{id}/transfer', (o) => ({ id: o.over, body: to(o.ben.id) }), 409, 'CHAT.ALREADY_ENDED'],
    ['by who does not own it', 'POST /chats/{id}/transfer', (o) => ({ id: o.owned, body: to(o.ben.id), token: o.ben.token }), 403, 'CHAT.NOT_OWNER'],
    ['an override by an agent', 'POST /chats/{id}/transfer', (o) => ({ id: o.owned, body: to(o.ben.id, { override: true }), token: o.ann.token }), 403, 'AUTH.FORBIDDEN'],
    ['to an agent of another team', 'POST /chats/{id}/assign', (o, t) => ({ id: o.waiting, body: to(t.ann.id) }), 404, 'AGENT.NOT_FOUND'],
    ['a chat that is owned', 'POST /chats/{id}/assign', (o) => ({ id: o.owned, body: to(o.ben.id) }), 409, 'CHAT.ALREADY_ASSIGNED'],
    ['a chat that is over', 'POST /chats/{id}/assign', (o) => ({ id: o.over, body: to(o.ben.id) }), 409, 'CHAT.ALREADY_ENDED'],
    ['a chat that is over', 'POST /chats/{id}/claim', (o) => ({ id: o.over, token: o.ben.token }), 409, 'CHAT.ALREADY_ENDED'],
    ['a left message', 'POST /chats/{id}/claim', (o) => ({ id: o.left, token: o.ben.token }), 409, 'CHAT.ALREADY_ENDED'],
    ['a chat that is over', 'POST /chats/{id}/requeue', (o) => ({ id: o.over }), 409, 'CHAT.ALREADY_ENDED'],
    ["a colleague's chat", 'POST /chats/{id}/requeue', (o) => ({ id: o.owned, token: o.ben.token }), 403, 'CHAT.NOT_OWNER'],
    ["a colleague's chat", 'POST /chats/{id}/end', (o) => ({ id: o.owned, token: o.ben.token }), 403, 'CHAT.NOT_OWNER'],
    ['a chat that is no message', 'POST /messages/{id}/take', (o) => ({ id: o.owned, token: o.ben.token }), 404, 'MESSAGE.NOT_FOUND'],
    ["a colleague's availability", 'PUT /agents/{id}/availability', (o) => ({ id: o.ann.id, token: o.ben.token, body: '{"availability":"busy"}' }), 403, 'AUTH.FORBIDDEN'],
    ['that of a manager who is no agent', 'PUT /agents/{id}/availability', () => ({ id: 'me', body: '{"availability":"busy"}' }), 404, 'AGENT.NOT_FOUND'],
    ["somebody else's place", 'GET /chats/{id}/position', (o) => ({ id: o.owned, token: tokens.customer }), 404, 'CHAT.NOT_FOUND'],
  ]; // oxfmt-ignore

  it.each(rows)('%s: %s', async (_, name, asked, status, code) => {
    await expectProblem(name, { token: tokens.manager, ...asked(ours, theirs) }, status, code);
  });

  it('a member of a team that routing has not heard of makes none by asking', async () => {
    const stranger = await routing.issuers.account({ teamId: uuidv7(), roles: ['agent', 'manager'] });
    for (const [name, route] of having(({ notFound }) => notFound)) {
      if (route.roles.includes('operator')) continue;
      for (const id of [uuidv7(), ours.waiting]) {
        await expectProblem(name, { ...rightly(route), token: stranger, id }, 404, route.notFound ?? '');
      }
    }
    await expectProblem('GET /statistics/now', { token: stranger }, 404, 'TEAM.NOT_FOUND');
    await expectProblem('GET /method-preview', { token: stranger, query: 'method=manual' }, 404, 'TEAM.NOT_FOUND');
  });

  it('what is repeated is answered, and changes nothing', async () => {
    const { team, ann, owned, over } = ours;
    expect((await team.claim(ann, owned)).status).toBe(200);
    expect((await routing.service.call('POST', `/chats/${over}/end`, team.managerToken)).status).toBe(200);
    expect((await team.availability(ann, 'available')).status).toBe(200);
  });

  it('there is nothing elsewhere', async () => {
    await expectProblem('GET /nowhere', { token: tokens.manager }, 404, 'REQUEST.NOT_FOUND');
    await expectProblem('DELETE /chats/{id}', { token: tokens.manager, id: ours.owned }, 404, 'REQUEST.NOT_FOUND');
  });
});
