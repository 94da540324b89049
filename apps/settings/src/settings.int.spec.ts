import { createHash } from 'node:crypto';
import { type CreatedChannel, decodeEvent, encodeEvent, type CreatedChannelKey } from '@switchboard/contracts';
import { anEmail, password, SettingsUnderTest, type TeamUnderTest } from './test-support/settings-app.harness.spec';

let settings: SettingsUnderTest;
let operator: string;
let team: TeamUnderTest;
/** A team that nothing changes: everything sent to it is refused. */
let still: TeamUnderTest;

beforeAll(async () => {
  settings = await SettingsUnderTest.start();
  operator = await settings.operator();
  still = await settings.team(operator);
});
afterAll(() => settings?.close());

/** Each test gets a team of its own when it asks; a team costs two password hashes. */
const newTeam = async (): Promise<void> => {
  team = await settings.team(operator);
};

const changeTeam = (body: object, headers: Record<string, string> = {}) =>
  settings.call('PATCH', `/teams/${team.id}`, { as: team.manager, body, headers });
const changeAgent = (id: string, body: object) => settings.call('PATCH', `/agents/${id}`, { as: team.manager, body });

describe('a team', () => {
  beforeEach(newTeam);

  it('begins with its defaults and its manager, announced in the same transaction', async () => {
    const { body } = await settings.call('GET', `/teams/${team.id}`, { as: team.manager });
    expect(body).toEqual({
      ...{ id: team.id, version: 1, name: 'Support', timeZone: 'UTC', locale: 'en', method: 'manual' },
      ...{
        strategy: 'least-assigned',
        defaultCapacity: 5,
        graceSeconds: 60,
        afterGrace: 'keep',
        hours: [],
        holidays: [],
      },
      ...{ leftMessage: { outsideHours: false, nobodyAvailable: false }, inactivitySeconds: null },
    });
    const [configured] = await settings.outbox('team.configured', team.id);
    expect(configured).toMatchObject({ source: '/switchboard/settings', partitionkey: team.id, teamid: team.id });
    const { inactivitySeconds: _, ...settled } = body;
    expect(configured?.data).toEqual({ ...settled, removed: false });
    expect((await settings.outbox('agent.configured', team.managerId))[0]?.data).toEqual({
      ...{
        id: team.managerId,
        teamId: team.id,
        name: 'Mia',
        roles: ['manager'],
        active: true,
        version: 1,
        removed: false,
      },
    });
  });

  it('is changed whole or not at all: each change one version and one event with the whole state', async () => {
    const changes = {
      ...{ name: 'Night', timeZone: 'Asia/Seoul', locale: 'ko', method: 'automatic', strategy: 'round-robin' },
      ...{ defaultCapacity: 3, inactivitySeconds: 900 },
      ...{ graceSeconds: 30, afterGrace: 'requeue', holidays: [{ date: '2026-12-25', name: 'Christmas' }] },
      hours: [
        { day: 1, from: '09:00', to: '12:00' },
        { day: 1, from: '13:00', to: '24:00' },
      ],
      leftMessage: { outsideHours: true, nobodyAvailable: false },
    };
    const answer = await changeTeam({ version: 1, ...changes });
    expect(answer.body).toEqual({ id: team.id, version: 2, ...changes });
    const events = await settings.outbox('team.configured', team.id);
    expect(events.map(({ data }) => data.version)).toEqual([1, 2]);
    expect(events[1]?.data).toEqual({ ...answer.body, removed: false });
    expect(decodeEvent('team.configured', { ...encoded(events[1]), headers: {} })).toMatchObject({ ok: true });
  });

  it('can stop ending chats by inactivity: never is null here, and absent in the event', async () => {
    expect((await changeTeam({ version: 1, inactivitySeconds: 60 })).body).toMatchObject({ inactivitySeconds: 60 });
    expect((await changeTeam({ version: 2, inactivitySeconds: null })).body).toMatchObject({ inactivitySeconds: null });
    const [none, some, noneAgain] = await settings.outbox('team.configured', team.id);
    expect(some?.data.inactivitySeconds).toBe(60);
    for (const event of [none, noneAgain]) expect(event?.data).not.toHaveProperty('inactivitySeconds');
  });

  it('stays as it is when nothing differs', async () => {
    expect((await changeTeam({ version: 1, name: 'Support' })).body['version']).toBe(1);
    expect(await settings.outbox('team.configured', team.id)).toHaveLength(1);
  });

  it('lets the first of two win, in the body or as If-Match', async () => {
    const answers = await Promise.all(['A', 'B', 'C'].map((name) => changeTeam({ version: 1, name })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const late = await changeTeam({ name: 'D' }, { 'if-match': '"1"' });
    expect(late).toMatchObject({ status: 409, body: { code: 'TEAM.VERSION_CONFLICT', currentVersion: 2 } });
    expect((await changeTeam({ name: 'D' }, { 'if-match': '"2"' })).status).toBe(200);
    expect((await settings.outbox('team.configured', team.id)).map(({ data }) => data.version)).toEqual([1, 2, 3]);
  });

  it('is not changed blindly', async () => {
    expect(await changeTeam({ name: 'X' })).toMatchObject({ status: 428, body: { code: 'REQUEST.VERSION_MISSING' } });
    expect((await changeTeam({ name: 'X' }, { 'if-match': 'yesterday' })).body.errors?.[0]?.field).toBe('If-Match');
  });

  it('goes with its agents and channels, each announced as removed', async () => {
    expect((await settings.call('DELETE', `/teams/${team.id}`, { as: operator })).status).toBe(204);
    const last = [
      (await settings.outbox('team.configured', team.id)).at(-1),
      (await settings.outbox('agent.configured', team.managerId)).at(-1),
      (await settings.outbox('agent.configured', team.agentId)).at(-1),
      (await settings.outbox('channel.configured', team.channel.channel.id)).at(-1),
    ];
    for (const event of last) expect(event?.data).toMatchObject({ version: 2, removed: true });
    expect((await settings.logIn(team.managerEmail, password)).status).toBe(401);
    expect((await settings.call('GET', `/teams/${team.id}`, { as: operator })).status).toBe(404);
  });
});

describe('an agent', () => {
  beforeEach(newTeam);

  it('gets a generated password once, and a capacity of its own or none', async () => {
    const body = { name: 'Bob', email: anEmail(), capacity: 0 };
    const created = (await settings.call('POST', '/agents', { as: team.manager, body })).body;
    expect(await settings.token(body.email, created['initialPassword'] as string)).toBeTruthy();
    const id = created['id'] as string;
    const shown = await settings.call('GET', `/agents/${id}`, { as: team.manager });
    expect(shown.body).not.toHaveProperty('initialPassword');
    expect((await changeAgent(id, { version: 1, capacity: null })).body).toMatchObject({ capacity: null, version: 2 });
    const [first, second] = await settings.outbox('agent.configured', id);
    expect(first?.data).toMatchObject({ capacity: 0 });
    expect(second?.data).not.toHaveProperty('capacity');
    expect(JSON.stringify([first, second])).not.toContain(body.email);
  });

  it('has an address of its own, and a removed one gives it back', async () => {
    const body = { name: 'Ann', email: team.agentEmail.toUpperCase(), password };
    const taken = await settings.call('POST', '/agents', { as: team.manager, body });
    expect(taken).toMatchObject({ status: 409, body: { code: 'AGENT.EMAIL_TAKEN', errors: [{ field: 'email' }] } });
    expect((await settings.call('DELETE', `/agents/${team.agentId}`, { as: team.manager })).status).toBe(204);
    expect((await settings.call('POST', '/agents', { as: team.manager, body })).status).toBe(201);
    expect((await settings.outbox('agent.configured', team.agentId)).at(-1)?.data).toMatchObject({
      removed: true,
      active: false,
    });
  });

  it('is changed by the first of two who have read it, and the other is told', async () => {
    expect((await changeAgent(team.agentId, { version: 1, name: 'Bo' })).status).toBe(200);
    expect(await changeAgent(team.agentId, { version: 1, name: 'Bea' })).toMatchObject({
      status: 409,
      body: { code: 'AGENT.VERSION_CONFLICT', currentVersion: 2 },
    });
  });

  it.each([{ roles: ['agent'] }, { active: false }])('who is the last active manager keeps %j', async (changes) => {
    const refused = await changeAgent(team.managerId, { version: 1, ...changes });
    expect(refused).toMatchObject({ status: 409, body: { code: 'AGENT.LAST_MANAGER' } });
    await changeAgent(team.agentId, { version: 1, roles: ['manager', 'agent'] });
    expect((await changeAgent(team.managerId, { version: 1, ...changes })).status).toBe(200);
  });

  it('of two managers who demote each other at once, one stays', async () => {
    await changeAgent(team.agentId, { version: 1, roles: ['manager', 'agent'] });
    const answers = await Promise.all([
      changeAgent(team.managerId, { version: 1, active: false }),
      changeAgent(team.agentId, { version: 2, roles: ['agent'] }),
    ]);
    expect(answers.map(({ status }) => status).sort()).not.toEqual([200, 200]);
    const rows: unknown[] = await settings.database.query(
      `SELECT FROM account WHERE team_id = $1 AND active AND 'manager' = ANY(roles)`,
      [team.id],
    );
    expect(rows).toHaveLength(1);
  });
});

describe('a channel', () => {
  beforeEach(newTeam);

  const path = () => `/channels/${team.channel.channel.id}`;
  const addKey = async (body: object) => {
    const answer = await settings.call('POST', `${path()}/keys`, { as: team.manager, body });
    return answer as typeof answer & { body: CreatedChannelKey };
  };
  const announced = async () => (await settings.outbox('channel.configured', team.channel.channel.id)).at(-1)?.data;

  it('has a key of each kind, of which only the hash of 256 random bits is kept and announced', async () => {
    const { channel, secretKey, publishableKey }: CreatedChannel = team.channel;
    const data = await announced();
    for (const [key, prefix, kind] of [
      [secretKey, 'sk', 'secret'],
      [publishableKey, 'pk', 'publishable'],
    ] as const) {
      const [, keyId, random = ''] = new RegExp(`^${prefix}_([0-9a-f]{16})_([A-Za-z0-9_-]{43})$`).exec(key) ?? [];
      const sha256 = createHash('sha256').update(random).digest('hex');
      expect(data?.keys).toContainEqual({ keyId, kind, sha256 });
    }
    const dump = JSON.stringify(await settings.database.query('SELECT row_to_json(k) FROM channel_key AS k'));
    expect(dump).not.toContain(secretKey.slice(-43));
    expect(JSON.stringify(await settings.call('GET', path(), { as: team.manager }))).not.toContain('sha256');
    expect(channel).toMatchObject({ teamId: team.id, version: 1, allowedOrigins: [] });
  });

  it('rotates: the new key joins, the old one of that kind gets an end, then is revoked', async () => {
    const end = new Date(Date.now() + 3_600_000).toISOString();
    const [old] = team.channel.channel.keys.filter(({ kind }) => kind === 'secret');
    const { status, body } = await addKey({ kind: 'secret', expireOthersAt: end });
    expect([status, body.key.startsWith(`sk_${body.keyId}_`)]).toEqual([201, true]);
    const data = await announced();
    expect(data?.version).toBe(2);
    // The first two were made in the same millisecond, so their order is open.
    expect(new Map(data?.keys.map(({ keyId, expiresAt }) => [keyId, expiresAt]))).toEqual(
      new Map(
        team.channel.channel.keys.map(({ keyId }) => [keyId, keyId === old?.keyId ? end : undefined] as const),
      ).set(body.keyId, undefined),
    );
    expect((await settings.call('DELETE', `${path()}/keys/${old?.keyId}`, { as: team.manager })).status).toBe(204);
    const again = await settings.call('DELETE', `${path()}/keys/${old?.keyId}`, { as: team.manager });
    expect(again).toMatchObject({ status: 404, body: { code: 'CHANNEL.KEY_NOT_FOUND' } });
    expect(await announced()).toMatchObject({ version: 3, keys: [{ kind: 'publishable' }, { keyId: body.keyId }] });
  });

  it('has at most 20 keys, and none that has ended before it began', async () => {
    for (let i = 2; i < 20; i++) expect((await addKey({ kind: 'publishable' })).status).toBe(201);
    expect(await addKey({ kind: 'secret' })).toMatchObject({ status: 409, body: { code: 'CHANNEL.TOO_MANY_KEYS' } });
    const past = await addKey({ kind: 'secret', expiresAt: '2020-01-01T00:00:00Z' });
    expect(past).toMatchObject({ status: 400, body: { errors: [{ field: 'expiresAt' }] } });
  });

  it('takes origins, and is removed with its keys', async () => {
    const change = (body: object) => settings.call('PATCH', path(), { as: team.manager, body });
    const changed = await change({ version: 1, allowedOrigins: ['https://A.example', 'https://쇼핑.example:443'] });
    const allowedOrigins = ['https://a.example', 'https://xn--hp4bo76a.example'];
    expect(changed.body).toMatchObject({ version: 2, allowedOrigins });
    expect(await announced()).toMatchObject({ allowedOrigins });
    expect((await change({ version: 1, name: 'X' })).body['code']).toBe('CHANNEL.VERSION_CONFLICT');
    for (const origin of ['https://a.example/path', 'https://a\u0000.example', 'https://*.example']) {
      const wrong = await change({ version: 2, allowedOrigins: [origin] });
      expect([wrong.status, wrong.body.errors?.[0]?.field]).toEqual([400, 'allowedOrigins.0']);
    }
    expect((await settings.call('DELETE', `${path()}?version=1`, { as: team.manager })).status).toBe(409);
    expect((await settings.call('DELETE', `${path()}?version=2`, { as: team.manager })).status).toBe(204);
    expect(await announced()).toMatchObject({ version: 3, removed: true, keys: [] });
    expect((await settings.call('GET', path(), { as: team.manager })).status).toBe(404);
  });
});

describe('a refusal names the field', () => {
  it.each<[object, string]>([
    [{ email: 'nobody' }, 'email'],
    [{ password: 'short' }, 'password'],
    [{ roles: ['operator'] }, 'roles.0'],
    [{ roles: [] }, 'roles'],
    [{ roles: ['agent', 'agent'] }, 'roles'],
    ...[-1, 1.5, 1_001, 1e9, '5', true].map((capacity): [object, string] => [{ capacity }, 'capacity']),
    [{ name: undefined }, 'name'],
  ])('of a new agent: %j', async (changes, field) => {
    const body = { name: 'Bob', email: anEmail(), ...changes };
    const answer = await settings.call('POST', '/agents', { as: still.manager, body });
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([400, field]);
  });
});

function encoded(event: Parameters<typeof encodeEvent>[0] | undefined): { value: Buffer } {
  if (!event) throw new Error('There is no such event');
  return { value: Buffer.from(encodeEvent(event).value) };
}
