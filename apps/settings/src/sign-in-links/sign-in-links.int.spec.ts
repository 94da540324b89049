import { createHash } from 'node:crypto';
import type { InvitedAgent, SignInLink } from '@switchboard/contracts';
import { anEmail, password, SettingsUnderTest, type TeamUnderTest } from '../test-support/settings-app.harness.spec';

const loginLimits = { perAccount: 4, perAddress: 60 };
const seen: [string, string | undefined][] = [];
let settings: SettingsUnderTest;
let operator: string;
let team: TeamUnderTest;

beforeAll(async () => {
  const onSession = ({ id }: { id: string }, client: string | undefined) => void seen.push([id, client]);
  settings = await SettingsUnderTest.start({ loginLimits, onSession });
  operator = await settings.operator();
  team = await settings.team(operator);
});
afterAll(() => settings?.close());
beforeEach(() => settings.database.query('DELETE FROM login_attempt'));

const invite = async (o: object = {}): Promise<InvitedAgent> => {
  const body = { name: 'Noa', email: anEmail(), ...o };
  const answer = await settings.call('POST', '/agents/invite', { as: team.manager, body });
  expect(answer.status).toBe(201);
  return answer.body as unknown as InvitedAgent;
};
const newLink = async (id: string): Promise<SignInLink> =>
  (await settings.call('POST', `/agents/${id}/sign-in-link`, { as: team.manager })).body as unknown as SignInLink;
const show = (token: string) => settings.call('POST', '/sign-in-links/show', { body: { token } });
const use = (token: string, o: object = {}) =>
  settings.call('POST', '/sign-in-links/use', { body: { token, password, client: 'workspace', ...o } });
const agent = async (id: string) => (await settings.call('GET', `/agents/${id}`, { as: team.manager })).body;
const change = (id: string, body: object) => settings.call('PATCH', `/agents/${id}`, { as: team.manager, body });
const nowhere = { status: 404, body: { code: 'SIGN_IN_LINK.NOT_FOUND' } };

describe('who is invited', () => {
  it('is announced at once, and can log in only after a password was chosen by the link', async () => {
    const { agent: noa, link } = await invite({ roles: ['manager', 'agent'], capacity: 2 });
    expect(noa).toMatchObject({ invited: true, active: true, roles: ['manager', 'agent'], capacity: 2, version: 1 });
    expect((await settings.outbox('agent.configured', noa.id))[0]?.data).toMatchObject({ name: 'Noa', version: 1 });
    expect((await settings.logIn(noa.email, password)).status).toBe(401);

    expect((await show(link.token)).body).toEqual({ team: 'Support', name: 'Noa', email: noa.email });
    const used = await use(link.token);
    expect(used).toMatchObject({ status: 201, body: { account: { id: noa.id, roles: ['manager', 'agent'] } } });
    expect(seen.at(-1)).toEqual([noa.id, 'workspace']);
    expect((await settings.call('GET', '/agents', { as: used.body['token'] as string })).status).toBe(200);
    expect(await agent(noa.id)).toMatchObject({ invited: false, version: 1 });
    expect((await settings.logIn(noa.email, password)).status).toBe(201);
  });

  it('has an address of their own, as others do', async () => {
    const body = { name: 'Noa', email: team.agentEmail };
    const answer = await settings.call('POST', '/agents/invite', { as: team.manager, body });
    expect(answer).toMatchObject({ status: 409, body: { code: 'AGENT.EMAIL_TAKEN' } });
  });

  it.each<[object, string]>([
    [{ email: 'nobody' }, 'email'],
    [{ name: '' }, 'name'],
    [{ roles: [] }, 'roles'],
    [{ capacity: -1 }, 'capacity'],
  ])('is refused by the name of the field: %j', async (o, field) => {
    const body = { name: 'Noa', email: anEmail(), ...o };
    const answer = await settings.call('POST', '/agents/invite', { as: team.manager, body });
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([400, field]);
  });

  it('is no manager to count on: the last who can log in stays', async () => {
    const { manager: as, managerId } = await settings.team(operator);
    const body = { name: 'Noa', email: anEmail(), roles: ['manager'] };
    const { link } = (await settings.call('POST', '/agents/invite', { as, body })).body as unknown as InvitedAgent;
    const leave = () => settings.call('PATCH', `/agents/${managerId}`, { as, body: { version: 1, roles: ['agent'] } });
    expect(await leave()).toMatchObject({ status: 409, body: { code: 'AGENT.LAST_MANAGER' } });
    await use(link.token);
    expect((await leave()).status).toBe(200);
  });
});

describe('a link', () => {
  it('has 256 random bits, of which only the hash is kept, and a week', async () => {
    const { agent: noa, link } = await invite();
    expect(link.token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const [row] = await settings.database.query<{ all: string; seconds: number }[]>(
      `SELECT row_to_json(l)::text AS all, extract(epoch FROM expires_at - now())::integer AS seconds
       FROM sign_in_link AS l WHERE account_id = $1`,
      [noa.id],
    );
    expect(row?.all).toContain(createHash('sha256').update(link.token).digest('hex'));
    expect(row?.all).not.toContain(link.token);
    expect(Math.abs((row?.seconds ?? 0) - 7 * 86_400)).toBeLessThan(600);
    expect(JSON.stringify(await agent(noa.id))).not.toContain(link.token);
  });

  it('of two who use it at once lets one choose the password', async () => {
    const { agent: noa, link } = await invite();
    const wished = ['the password of the one', 'the password of the other'];
    const answers = await Promise.all(wished.map((each) => use(link.token, { password: each })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404]);
    const won = answers.findIndex(({ status }) => status === 201);
    expect((await settings.logIn(noa.email, wished[won] ?? '')).status).toBe(201);
    expect((await settings.logIn(noa.email, wished[1 - won] ?? '')).status).toBe(401);
  });

  it('leads nowhere once it was used, replaced or has expired, nor when it never was', async () => {
    const used = await invite();
    await use(used.link.token);
    const replaced = await invite();
    const newer = await newLink(replaced.agent.id);
    const expired = await invite();
    await settings.database.query('UPDATE sign_in_link SET expires_at = now() WHERE account_id = $1', [
      expired.agent.id,
    ]);
    for (const token of [used.link.token, replaced.link.token, expired.link.token, 'x'.repeat(43), 'short', '\u2028']) {
      expect(await show(token)).toMatchObject(nowhere);
      expect(await use(token)).toMatchObject(nowhere);
    }
    expect((await use(newer.token)).status).toBe(201);
  });

  it('is kept for later where the password is refused, and ends with its account', async () => {
    const { agent: noa, link } = await invite();
    const short = await use(link.token, { password: 'short' });
    expect([short.status, short.body.errors?.[0]?.field]).toEqual([400, 'password']);
    expect((await use('')).body.errors?.[0]?.field).toBe('token');
    expect((await show(link.token)).status).toBe(200);

    await change(noa.id, { version: 1, active: false });
    for (const answer of [await show(link.token), await use(link.token)])
      expect(answer).toMatchObject({ status: 403, body: { code: 'AUTH.ACCOUNT_INACTIVE' } });
    await change(noa.id, { version: 2, active: true });
    expect((await show(link.token)).status).toBe(200);
    await settings.call('DELETE', `/agents/${noa.id}`, { as: team.manager });
    expect(await use(link.token)).toMatchObject(nowhere);
  });

  it('cannot be guessed at without end from one address', async () => {
    const { link } = await invite();
    for (let i = 0; i < loginLimits.perAddress; i++) expect((await show(`guess ${i}`)).status).toBe(404);
    for (const answer of [await show(link.token), await use(link.token)])
      expect(answer).toMatchObject({ status: 429, body: { code: 'AUTH.THROTTLED' } });
  });
});

describe('a new link for who has a password', () => {
  it('lets the old one go on until it is used; then that ends, with its sessions and its failures', async () => {
    const { agent: noa, link } = await invite();
    const first = (await use(link.token)).body['token'] as string;
    const { token } = await newLink(noa.id);
    expect((await settings.logIn(noa.email, password)).status).toBe(201);
    expect((await settings.call('GET', '/me', { as: first })).status).toBe(200);
    for (let i = 0; i <= loginLimits.perAccount; i++) await settings.logIn(noa.email, 'forgotten');

    expect((await use(token, { password: 'another good password' })).status).toBe(201);
    expect((await settings.call('GET', '/me', { as: first })).status).toBe(401);
    expect((await settings.logIn(noa.email, password)).status).toBe(401);
    expect((await settings.logIn(noa.email, 'another good password')).status).toBe(201);
  });

  it('ends when the person changes the password without it', async () => {
    const { agent: noa, link } = await invite();
    const as = (await use(link.token)).body['token'] as string;
    const { token } = await newLink(noa.id);
    const body = { current: password, new: 'another good password' };
    expect((await settings.call('PUT', '/me/password', { as, body })).status).toBe(200);
    expect(await use(token)).toMatchObject(nowhere);
  });
});
