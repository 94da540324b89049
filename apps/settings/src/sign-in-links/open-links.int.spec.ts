import type { AgentSettings, SignInLink } from '@switchboard/contracts';
import { anEmail, password, SettingsUnderTest, type TeamUnderTest } from '../test-support/settings-app.harness.spec';

let settings: SettingsUnderTest;
let team: TeamUnderTest;

beforeAll(async () => {
  settings = await SettingsUnderTest.start();
  team = await settings.team(await settings.operator());
});
afterAll(() => settings?.close());

const linkOf = (id: string): string => `/agents/${id}/sign-in-link`;
const agent = async (id: string): Promise<AgentSettings> =>
  (await settings.call('GET', `/agents/${id}`, { as: team.manager })).body as unknown as AgentSettings;
const newLink = async (id: string, as = team.manager): Promise<SignInLink> =>
  (await settings.call('POST', linkOf(id), { as })).body as unknown as SignInLink;
const show = (token: string) => settings.call('POST', '/sign-in-links/show', { body: { token } });
const use = (token: string) => settings.call('POST', '/sign-in-links/use', { body: { token, password } });
const nowhere = { status: 404, body: { code: 'SIGN_IN_LINK.NOT_FOUND' } };

/** Another manager of the team, and a token. */
async function anotherManager(): Promise<{ id: string; token: string }> {
  const body = { name: 'Max', email: anEmail(), password, roles: ['manager', 'agent'] };
  const { id } = (await settings.call('POST', '/agents', { as: team.manager, body })).body as { id: string };
  return { id, token: await settings.token(body.email, password) };
}

const demote = (id: string, change: object) =>
  settings.call('PATCH', `/agents/${id}`, { as: team.manager, body: { version: 1, ...change } });

describe('a link that its maker has kept', () => {
  it.each<[string, (id: string) => Promise<{ status: number }>]>([
    ['lost the role', (id) => demote(id, { roles: ['agent'] })],
    ['was deactivated', (id) => demote(id, { active: false })],
    ['was removed', (id) => settings.call('DELETE', `/agents/${id}`, { as: team.manager })],
  ])('leads nowhere once the maker %s', async (_, loseAuthority) => {
    const maker = await anotherManager();
    const { token } = await newLink(team.agentId, maker.token);
    expect((await show(token)).status).toBe(200);
    expect((await loseAuthority(maker.id)).status).toBeLessThan(300);
    for (const answer of [await show(token), await use(token)]) expect(answer).toMatchObject(nowhere);
    expect((await agent(team.agentId)).linkUntil).toBeNull();
  });

  it('is of whoever made it last', async () => {
    const maker = await anotherManager();
    await newLink(team.agentId, maker.token);
    const { token } = await newLink(team.agentId);
    await demote(maker.id, { active: false });
    expect((await show(token)).status).toBe(200);
  });
});

describe('an open link', () => {
  it('is seen by every manager with its end, which is a day away for who has a password already', async () => {
    const { expiresAt } = await newLink(team.agentId);
    expect((await agent(team.agentId)).linkUntil).toBe(expiresAt);
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - 86_400_000)).toBeLessThan(600_000);
    const { items } = (await settings.call('GET', '/agents', { as: team.manager })).body as { items?: AgentSettings[] };
    expect(items?.filter(({ linkUntil }) => linkUntil !== null).map(({ id }) => id)).toEqual([team.agentId]);
    const body = { name: 'Noa', email: anEmail() };
    const invited = await settings.call('POST', '/agents/invite', { as: team.manager, body });
    const { agent: noa, link } = invited.body as unknown as { agent: AgentSettings; link: SignInLink };
    expect(noa.linkUntil).toBe(link.expiresAt);
    expect(noa).toEqual(await agent(noa.id));
  });

  it('ends when a manager revokes it, and the password goes on', async () => {
    const { token } = await newLink(team.agentId);
    const revoke = () => settings.call('DELETE', linkOf(team.agentId), { as: team.manager });
    expect((await revoke()).status).toBe(204);
    for (const answer of [await show(token), await use(token)]) expect(answer).toMatchObject(nowhere);
    expect((await agent(team.agentId)).linkUntil).toBeNull();
    expect((await revoke()).status).toBe(204);
    expect((await settings.logIn(team.agentEmail, password)).status).toBe(201);
  });
});
