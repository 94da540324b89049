import { uuidv7 } from '@switchboard/contracts';
import { anEmail, password, SettingsUnderTest, type TeamUnderTest } from './test-support/settings-app.harness.spec';

let settings: SettingsUnderTest;
let operator: string;
let team: TeamUnderTest;
let other: TeamUnderTest;

beforeAll(async () => {
  settings = await SettingsUnderTest.start();
  operator = await settings.operator();
  team = await settings.team(operator);
  other = await settings.team(operator);
});
afterAll(() => settings?.close());

type Role = 'operator' | 'manager' | 'agent';
interface Route {
  method: string;
  path: (of: TeamUnderTest) => string;
  roles: Role[];
  body?: () => unknown;
  /** The code for another team's id. */
  foreign?: string;
}

const keyPath = (of: TeamUnderTest, keyId: string): string => `/channels/${of.channel.channel.id}/keys/${keyId}`;
const member = () => ({ name: 'New', email: anEmail(), password });
const routes: Route[] = [
  { method: 'GET', path: () => '/me', roles: ['operator', 'manager', 'agent'] },
  { method: 'POST', path: () => '/sessions/renew', roles: ['operator', 'manager', 'agent'] },
  { method: 'GET', path: () => '/teams', roles: ['operator'] },
  { method: 'POST', path: () => '/teams', roles: ['operator'], body: () => ({ name: 'T', manager: member() }) },
  { method: 'GET', path: (of) => `/teams/${of.id}`, roles: ['operator', 'manager'], foreign: 'TEAM.NOT_FOUND' },
  {
    method: 'PATCH',
    path: (of) => `/teams/${of.id}`,
    roles: ['manager'],
    body: () => ({ version: 1 }),
    foreign: 'TEAM.NOT_FOUND',
  },
  { method: 'GET', path: () => '/agents', roles: ['manager'] },
  { method: 'POST', path: () => '/agents', roles: ['manager'], body: member },
  { method: 'GET', path: (of) => `/agents/${of.agentId}`, roles: ['manager'], foreign: 'AGENT.NOT_FOUND' },
  {
    method: 'PATCH',
    path: (of) => `/agents/${of.agentId}`,
    roles: ['manager'],
    body: () => ({ version: 1 }),
    foreign: 'AGENT.NOT_FOUND',
  },
  { method: 'GET', path: () => '/channels', roles: ['manager'] },
  { method: 'POST', path: () => '/channels', roles: ['manager'], body: () => ({ name: 'C' }) },
  {
    method: 'GET',
    path: (of) => `/channels/${of.channel.channel.id}`,
    roles: ['manager'],
    foreign: 'CHANNEL.NOT_FOUND',
  },
  {
    method: 'PATCH',
    path: (of) => `/channels/${of.channel.channel.id}`,
    roles: ['manager'],
    body: () => ({ version: 1 }),
    foreign: 'CHANNEL.NOT_FOUND',
  },
  {
    method: 'POST',
    path: (of) => `/channels/${of.channel.channel.id}/keys`,
    roles: ['manager'],
    body: () => ({ kind: 'secret' }),
    foreign: 'CHANNEL.NOT_FOUND',
  },
  {
    method: 'DELETE',
    path: (of) => keyPath(of, of.channel.channel.keys[0]?.keyId ?? ''),
    roles: ['manager'],
    foreign: 'CHANNEL.NOT_FOUND',
  },
  { method: 'POST', path: () => '/agents/invite', roles: ['manager'], body: () => ({ name: 'New', email: anEmail() }) },
  {
    method: 'POST',
    path: (of) => `/agents/${of.agentId}/sign-in-link`,
    roles: ['manager'],
    foreign: 'AGENT.NOT_FOUND',
  },
  {
    method: 'DELETE',
    path: (of) => `/agents/${of.agentId}/sign-in-link`,
    roles: ['manager'],
    foreign: 'AGENT.NOT_FOUND',
  },
  { method: 'GET', path: () => '/saved-replies', roles: ['manager', 'agent'] },
  {
    method: 'POST',
    path: () => '/saved-replies',
    roles: ['manager'],
    body: () => ({ shortcut: uuidv7().slice(0, 30), text: 'T' }),
  },
  {
    method: 'PATCH',
    path: (of) => `/saved-replies/${of.savedReply.id}`,
    roles: ['manager'],
    body: () => ({ version: 1 }),
    foreign: 'SAVED_REPLY.NOT_FOUND',
  },
  {
    method: 'DELETE',
    path: (of) => `/saved-replies/${of.savedReply.id}`,
    roles: ['manager'],
    foreign: 'SAVED_REPLY.NOT_FOUND',
  },
  {
    method: 'DELETE',
    path: (of) => `/channels/${of.channel.channel.id}`,
    roles: ['manager'],
    foreign: 'CHANNEL.NOT_FOUND',
  },
  { method: 'DELETE', path: (of) => `/agents/${of.agentId}`, roles: ['manager'], foreign: 'AGENT.NOT_FOUND' },
  { method: 'DELETE', path: () => `/teams/${uuidv7()}`, roles: ['operator'] },
  // The last one, because it ends the session.
  {
    method: 'PUT',
    path: () => '/me/password',
    roles: ['operator', 'manager', 'agent'],
    body: () => ({ current: password, new: password }),
  },
];

const call = ({ method, path, body }: Route, as: string | undefined, of: TeamUnderTest = team) =>
  settings.call(method, path(of), { ...(as === undefined ? {} : { as }), ...(body ? { body: body() } : {}) });
const named = routes.map((route) => [`${route.method} ${route.path.toString().replace(/^.*=> /, '')}`, route] as const);

describe.each(named)('%s', (_, route) => {
  it('needs a token', async () => {
    expect((await call(route, undefined)).status).toBe(401);
    expect((await call(route, 'x.y.z')).status).toBe(401);
  });

  it('refuses every other role', async () => {
    const tokens: Record<Role, string> = { operator, manager: team.manager, agent: team.agent };
    for (const role of ['operator', 'manager', 'agent'] as const) {
      if (route.roles.includes(role)) continue;
      expect(await call(route, tokens[role])).toMatchObject({ status: 403, body: { code: 'AUTH.FORBIDDEN' } });
    }
  });

  const { foreign } = route;
  if (foreign === undefined) return;
  it("answers another team's id exactly as one that does not exist", async () => {
    const answer = await call(route, team.manager, other);
    expect(answer).toMatchObject({ status: 404, body: { code: foreign } });
    const nowhere = { ...route, path: () => route.path(other).replace(/[0-9a-f-]{36}/, uuidv7()) };
    const missing = await call(nowhere, team.manager);
    expect({ ...missing.body, correlationId: '' }).toEqual({ ...answer.body, correlationId: '' });
  });
});

describe('what belongs to the own team', () => {
  it('is open to the roles that the table names', async () => {
    const done = routes.filter(({ roles }) => roles.includes('manager'));
    for (const route of done) expect([200, 201, 204]).toContain((await call(route, team.manager)).status);
  });

  it('is listed alone', async () => {
    const agents = await settings.call('GET', '/agents', { as: other.manager });
    expect((agents.body['items'] as { teamId: string }[]).map(({ teamId }) => teamId)).toEqual([other.id, other.id]);
    const channels = await settings.call('GET', '/channels', { as: other.manager });
    expect(channels.body['items']).toMatchObject([{ id: other.channel.channel.id, teamId: other.id }]);
    const replies = await settings.call('GET', '/saved-replies', { as: other.agent });
    expect(replies.body['items']).toEqual([other.savedReply]);
  });
});

describe('a list', () => {
  it('goes on behind its cursor', async () => {
    const first = await settings.call('GET', '/agents?limit=1', { as: other.manager });
    const second = await settings.call('GET', `/agents?limit=1&cursor=${String(first.body['nextCursor'])}`, {
      as: other.manager,
    });
    const ids = [first, second].flatMap(({ body }) => (body['items'] as { id: string }[]).map(({ id }) => id));
    expect(ids).toEqual([other.managerId, other.agentId]);
    expect(second.body['nextCursor']).toBeNull();
  });

  it.each(['limit=0', 'limit=201', 'cursor=nonsense'])('refuses ?%s by name', async (query) => {
    const { status, body } = await settings.call('GET', `/agents?${query}`, { as: other.manager });
    expect([status, body.errors?.[0]?.field]).toEqual([400, query.split('=')[0]]);
  });
});
