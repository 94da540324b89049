import type { Account } from '@switchboard/contracts';
import { Transactions } from '@switchboard/persistence';
import { anEmail, password, SettingsUnderTest, type TeamUnderTest } from '../test-support/settings-app.harness.spec';
import { rotateSigningKey } from './signing-keys';

const seen: [Account, string | undefined][] = [];
const loginLimits = { perAccount: 4, perAddress: 60 };
let settings: SettingsUnderTest;
let operator: string;
let team: TeamUnderTest;

beforeAll(async () => {
  settings = await SettingsUnderTest.start({ loginLimits, onSession: (...session) => seen.push(session) });
  operator = await settings.operator();
  team = await settings.team(operator);
});
afterAll(() => settings?.close());
beforeEach(() => settings.database.query('DELETE FROM login_attempt'));

const claims = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;
const kidOf = (token: string) =>
  (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;
const patchAgent = async (changes: object) => {
  const { body } = await settings.call('GET', `/agents/${team.agentId}`, { as: team.manager });
  const answer = await settings.call('PATCH', `/agents/${team.agentId}`, {
    as: team.manager,
    body: { version: body['version'], ...changes },
  });
  expect(answer.status).toBe(200);
};

describe('a log-in', () => {
  it('answers a token of an hour with team, roles and name, whatever the case of the address', async () => {
    const { status, body } = await settings.logIn(team.agentEmail.toUpperCase(), password, 'workspace');
    expect(status).toBe(201);
    expect(body['account']).toEqual({
      ...{ id: team.agentId, name: 'Ann', email: team.agentEmail, teamId: team.id, roles: ['agent'] },
    });
    const { exp, iat, ...rest } = claims(body['token'] as string) as { exp: number; iat: number };
    expect(rest).toEqual({
      ...{
        iss: '/switchboard/settings',
        sub: team.agentId,
        team: team.id,
        roles: ['agent'],
        name: 'Ann',
        typ: 'account',
        passwordVersion: 1,
      },
    });
    expect(exp - iat).toBe(3600);
    expect(Math.abs(Date.parse(body['expiresAt'] as string) / 1000 - exp)).toBeLessThanOrEqual(1);
  });

  it('is told to the hook, with what the program calls itself', async () => {
    await settings.logIn(team.agentEmail, password, 'workspace');
    expect(seen.at(-1)).toMatchObject([{ id: team.agentId }, 'workspace']);
    const before = seen.length;
    await settings.logIn(team.agentEmail, 'wrong', 'workspace');
    expect(seen).toHaveLength(before);
  });

  it('answers a wrong password and an unknown account alike, in body and in time', async () => {
    const timed = async (email: string) => {
      const start = performance.now();
      const { status, body } = await settings.logIn(email, 'not the password');
      return { status, body: { ...body, correlationId: '' }, ms: performance.now() - start };
    };
    const [wrong, unknown] = [await timed(team.agentEmail), await timed(anEmail())];
    expect(wrong).toMatchObject({ status: 401, body: { code: 'AUTH.INVALID_CREDENTIALS' } });
    expect(unknown.body).toEqual(wrong.body);
    // Without the hash the unknown account would be answered at once.
    expect(unknown.ms).toBeGreaterThan(wrong.ms / 4);
  });

  it.each([
    [{ password: 'x' }, 'email'],
    [{ email: 'a\u0000@example.com', password: 'x' }, 'email'],
    [{ email: 'a@example.com' }, 'password'],
    [{ email: 'a@example.com', password: 7 }, 'password'],
  ])('%j is refused by the name of the field', async (body, field) => {
    const answer = await settings.call('POST', '/sessions', { body });
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([400, field]);
  });
});

describe('the throttle', () => {
  it('stops an account after so many wrong passwords, right ones too, and says for how long', async () => {
    for (let i = 0; i < loginLimits.perAccount; i++)
      expect((await settings.logIn(team.agentEmail, 'no')).status).toBe(401);
    const answer = await settings.logIn(team.agentEmail, password);
    expect(answer).toMatchObject({ status: 429, body: { code: 'AUTH.THROTTLED' } });
    const seconds = Number(answer.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(900);
    expect((await settings.logIn(team.managerEmail, password)).status).toBe(201);
  });

  it('treats accounts that do not exist alike', async () => {
    const email = anEmail();
    for (let i = 0; i < loginLimits.perAccount; i++) await settings.logIn(email, 'no');
    expect((await settings.logIn(email, 'no')).status).toBe(429);
  });

  it('counts before it looks: guesses at the same moment get no more', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => settings.logIn(team.agentEmail, 'no')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(loginLimits.perAccount);
  });

  it('forgets the failures of an account that logs in', async () => {
    for (let round = 0; round < 2; round++) {
      for (let i = 1; i < loginLimits.perAccount; i++) await settings.logIn(team.agentEmail, 'no');
      expect((await settings.logIn(team.agentEmail, password)).status).toBe(201);
    }
  });

  it('stops an address that goes from account to account', async () => {
    await settings.logIn(team.agentEmail, 'no');
    await settings.database.query(`UPDATE login_attempt SET attempts = $1 WHERE subject LIKE 'address:%'`, [
      loginLimits.perAddress,
    ]);
    expect((await settings.logIn(anEmail(), 'no')).status).toBe(429);
  });

  it('holds on another instance, and ends with its window', async () => {
    const second = await SettingsUnderTest.start({ databaseUrl: settings.databaseUrl, loginLimits });
    try {
      for (let i = 0; i < loginLimits.perAccount; i++) await settings.logIn(team.agentEmail, 'no');
      expect((await second.logIn(team.agentEmail, password)).status).toBe(429);
      await settings.database.query(`UPDATE login_attempt SET window_ends = now()`);
      expect((await second.logIn(team.agentEmail, password)).status).toBe(201);
    } finally {
      await second.close();
    }
  });
});

describe('an account that was deactivated', () => {
  it('can neither log in, nor renew, nor go on with the token it has', async () => {
    await patchAgent({ active: false });
    try {
      for (const answer of [
        await settings.logIn(team.agentEmail, password),
        await settings.call('POST', '/sessions/renew', { as: team.agent }),
        await settings.call('GET', '/me', { as: team.agent }),
      ]) {
        expect(answer).toMatchObject({ status: 403, body: { code: 'AUTH.ACCOUNT_INACTIVE' } });
      }
    } finally {
      await patchAgent({ active: true });
    }
    expect((await settings.call('GET', '/me', { as: team.agent })).status).toBe(200);
  });
});

describe('roles that changed', () => {
  it('end a token that claims more, and come with the renewed one', async () => {
    await patchAgent({ roles: ['agent', 'manager'] });
    const { body } = await settings.call('POST', '/sessions/renew', { as: team.agent });
    const promoted = body['token'] as string;
    expect(claims(promoted)['roles']).toEqual(['manager', 'agent']);
    await patchAgent({ roles: ['agent'] });
    expect((await settings.call('GET', '/agents', { as: promoted })).status).toBe(401);
  });
});

describe('passwords', () => {
  it('are kept as salted scrypt with its parameters', async () => {
    const rows: { hash: string }[] = await settings.database.query('SELECT password_hash AS hash FROM account');
    for (const { hash } of rows) expect(hash).toMatch(/^\$scrypt\$ln=1\d,r=8,p=3\$/);
    expect(new Set(rows.map(({ hash }) => hash)).size).toBe(rows.length);
  });
});

describe('signing keys', () => {
  it('are made once by instances that start together, and only their public parts are served', async () => {
    const rows: unknown[] = await settings.database.query('SELECT FROM signing_key');
    expect(rows).toHaveLength(1);
    const { body } = await settings.call('GET', '/jwks.json');
    const keys = body['keys'] as Record<string, unknown>[];
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });

  it('are rotated: the new one is published first, then signs, and tokens of the old one stay good', async () => {
    const old = await settings.token(team.agentEmail, password);
    const kid = await rotateSigningKey(settings.app.get(Transactions, { strict: false }), 3600);
    const between = await SettingsUnderTest.start({ databaseUrl: settings.databaseUrl });
    try {
      expect(kidOf(await between.token(team.agentEmail, password))).toBe(kidOf(old));
      expect(await servedKids(between)).toEqual([kidOf(old), kid]);
    } finally {
      await between.close();
    }
    await settings.database.query('UPDATE signing_key SET signs_from = now() WHERE kid = $1', [kid]);
    const after = await SettingsUnderTest.start({ databaseUrl: settings.databaseUrl });
    try {
      expect(kidOf(await after.token(team.agentEmail, password))).toBe(kid);
      expect((await after.call('GET', '/me', { as: old })).status).toBe(200);
      await settings.database.query(`UPDATE signing_key SET signs_from = signs_from - interval '15 hours'`);
    } finally {
      await after.close();
    }
    const later = await SettingsUnderTest.start({ databaseUrl: settings.databaseUrl });
    try {
      expect(await servedKids(later)).toEqual([kid]);
      expect((await later.call('GET', '/me', { as: old })).status).toBe(401);
    } finally {
      await later.close();
    }
  });
});

async function servedKids(of: SettingsUnderTest): Promise<string[]> {
  const { body } = await of.call('GET', '/jwks.json');
  return (body['keys'] as { kid: string }[]).map(({ kid }) => kid);
}
