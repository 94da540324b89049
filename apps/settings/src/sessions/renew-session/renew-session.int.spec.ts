import { Transactions } from '@switchboard/persistence';
import { TokenSigner } from '@switchboard/runtime';
import { password, SettingsUnderTest, type TeamUnderTest } from '../../test-support/settings-app.harness.spec';
import { rotateSigningKey, SigningKeys } from '../signing-keys';

let settings: SettingsUnderTest;
let team: TeamUnderTest;

beforeAll(async () => {
  settings = await SettingsUnderTest.start();
  team = await settings.team(await settings.operator());
});
afterAll(() => settings?.close());

const hours = (count: number): number => count * 60 * 60;
const signer = () => settings.app.get(SigningKeys, { strict: false }).current();
/** The agent's token, as it was issued an hour before it ended. */
const endedAgo = async (seconds: number, by?: TokenSigner, more: { passwordVersion?: number } = {}) => {
  const claims = { typ: 'account' as const, sub: team.agentId, team: team.id, roles: ['agent'], name: 'Ann' };
  return (by ?? (await signer())).sign({ ...claims, passwordVersion: 1, ...more }, -seconds);
};
const renew = (as: string) => settings.call('POST', '/sessions/renew', { as });
const setActive = async (active: boolean): Promise<void> => {
  const at = `/agents/${team.agentId}`;
  const { version } = (await settings.call('GET', at, { as: team.manager })).body;
  await settings.call('PATCH', at, { as: team.manager, body: { version, active } });
};

describe('a token that has expired', () => {
  it('is renewed by who comes back within half a day, and opens nothing else', async () => {
    const as = await endedAgo(hours(11));
    expect(await settings.call('GET', '/me', { as })).toMatchObject({
      status: 401,
      body: { code: 'AUTH.EXPIRED_TOKEN' },
    });
    const { status, body } = await renew(as);
    expect(status).toBe(201);
    expect((await settings.call('GET', '/me', { as: body['token'] as string })).status).toBe(200);
  });

  it('is not renewed later than that', async () => {
    expect(await renew(await endedAgo(hours(13)))).toMatchObject({
      status: 401,
      body: { code: 'AUTH.EXPIRED_TOKEN' },
    });
  });

  it('is not renewed for an account that was deactivated meanwhile', async () => {
    const as = await endedAgo(hours(1));
    await setActive(false);
    try {
      expect(await renew(as)).toMatchObject({ status: 403, body: { code: 'AUTH.ACCOUNT_INACTIVE' } });
    } finally {
      await setActive(true);
    }
    expect((await renew(as)).status).toBe(201);
  });

  it('is not renewed once the password has changed', async () => {
    const as = await endedAgo(hours(1));
    const change = { current: password, new: 'a brand new password' };
    expect((await settings.call('PUT', '/me/password', { as: team.agent, body: change })).status).toBe(200);
    expect(await renew(as)).toMatchObject({ status: 401, body: { code: 'AUTH.INVALID_TOKEN' } });
    expect((await renew(await endedAgo(hours(1), undefined, { passwordVersion: 2 }))).status).toBe(201);
  });

  it('is not renewed where somebody else has signed it', async () => {
    const forger = await TokenSigner.create({ issuer: 'settings', keys: [await TokenSigner.generateKey()] });
    const forged = await endedAgo(hours(1), forger, { passwordVersion: 2 });
    expect(await renew(forged)).toMatchObject({ status: 401, body: { code: 'AUTH.INVALID_TOKEN' } });
  });

  it('is renewed as long as that, also where its key was replaced right after it was issued', async () => {
    const as = await endedAgo(hours(11), undefined, { passwordVersion: 2 });
    const kid = await rotateSigningKey(settings.app.get(Transactions, { strict: false }), 0);
    await settings.database.query(
      'UPDATE signing_key SET signs_from = now() - make_interval(hours => $2) WHERE kid = $1',
      [kid, 12],
    );
    const after = await SettingsUnderTest.start({ databaseUrl: settings.databaseUrl });
    try {
      expect((await after.call('POST', '/sessions/renew', { as })).status).toBe(201);
    } finally {
      await after.close();
    }
  });
});
