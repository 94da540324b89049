import { TokenSigner } from '@switchboard/runtime';
import { randomUUID } from 'node:crypto';
import { aChannel, anAgent, type ChannelForTest, aTeam } from '../test-support/builders.support.spec';
import type { Answer } from '../test-support/intake-app.support.spec';
import { useIntake } from '../test-support/use-intake.support.spec';

const shop = 'https://shop.example';
const channel = aChannel();
const { intake } = useIntake(channel.event);

const body = { customer: { id: 'c-1' } };
const post = (as: string | undefined, origin?: string): Promise<Answer> =>
  intake.call('POST', '/chats', {
    ...(as === undefined ? {} : { as }),
    body,
    headers: { 'idempotency-key': randomUUID(), ...(origin && { origin }) },
  });

async function configured(change: Parameters<typeof aChannel>[0]): Promise<ChannelForTest> {
  const made = aChannel(change);
  await intake.deliver('intake.configuration', [made.event]);
  return made;
}

describe('a secret key', () => {
  it('is accepted; another random part, kind or id is not', async () => {
    const [, keyId, random] = /^sk_([^_]+)_(.+)$/.exec(channel.secret) ?? [];
    expect((await post(channel.secret)).status).toBe(201);
    const others = [
      `sk_${keyId}_${random}x`,
      `sk_${keyId}_${'A'.repeat(43)}`,
      `pk_${keyId}_${random}`,
      `sk_${randomUUID()}_${random}`,
      `sk_${keyId}_cut-off`,
    ];
    for (const other of others) {
      expect(await post(other, shop)).toMatchObject({ status: 401, body: { code: 'AUTH.INVALID_KEY' } });
    }
  });

  it('ends when it expires', async () => {
    const soon = await configured({ secretExpiresAt: new Date(Date.now() + 1_000).toISOString() });
    expect((await post(soon.secret)).status).toBe(201);
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(await post(soon.secret)).toMatchObject({ status: 401, body: { code: 'AUTH.INVALID_KEY' } });
  });

  it('ends with its removal, with its channel and with its team', async () => {
    const revoked = await configured({});
    await intake.deliver('intake.configuration', [
      { ...revoked.event, data: { ...revoked.event.data, version: 2, keys: [] } },
    ]);
    const removed = await configured({});
    await intake.deliver('intake.configuration', [
      { ...removed.event, data: { ...removed.event.data, version: 2, removed: true } },
    ]);
    const orphan = await configured({});
    expect((await post(orphan.secret)).status).toBe(201);
    await intake.deliver('intake.configuration', [aTeam({ id: orphan.teamId, removed: true })]);
    for (const { secret } of [revoked, removed, orphan]) expect((await post(secret)).status).toBe(401);
  });
});

describe('credentials that are none', () => {
  it('no token, and what is no token: 401 on every route', async () => {
    const id = randomUUID();
    const routes = [
      ['POST', '/chats'],
      ['GET', `/chats/${id}`],
      ['POST', `/chats/${id}/cancel`],
      ['POST', `/chats/${id}/token`],
      ['POST', `/chats/${id}/messages`],
      ['GET', `/chats/${id}/messages`],
      ['GET', `/chats/${id}/stream`],
      ['GET', '/chats?customerId=c-1'],
      ['PUT', `/chats/${id}/tags/vip`],
      ['DELETE', `/chats/${id}/tags/vip`],
      ['GET', '/tags'],
      ['POST', `/chats/${id}/notes`],
      ['GET', `/chats/${id}/notes`],
    ] as const;
    for (const [method, path] of routes) {
      const none = await intake.call(method, path);
      expect(none).toMatchObject({ status: 401, body: { code: 'AUTH.MISSING_TOKEN' } });
      expect(none.headers.get('www-authenticate')).toContain('Bearer');
      expect((await intake.call(method, path, { as: 'nonsense' })).status).toBe(401);
    }
  });

  it('an account: 403 where customers and channels act, and everywhere for an operator', async () => {
    const created = await post(channel.secret);
    const chat = `/chats/${created.body['chatId'] as string}`;
    for (const role of ['agent', 'manager', 'operator']) {
      const as = await intake.accountToken(channel.teamId, [role]);
      const cancel = await intake.call('POST', `${chat}/cancel`, { as });
      expect(cancel).toMatchObject({ status: 403, body: { code: 'AUTH.FORBIDDEN' } });
      expect((await post(as)).status).toBe(403);
      for (const path of [chat, `${chat}/messages`, '/chats?customerId=c-1', `${chat}/notes`, '/tags']) {
        expect([path, (await intake.call('GET', path, { as })).status]).toEqual([
          path,
          role === 'operator' ? 403 : 200,
        ]);
      }
    }
  });

  it('an account that settings say is no active member of the team any more: 403', async () => {
    const [inactive, removed, elsewhere] = [
      anAgent({ teamId: channel.teamId, active: false }),
      anAgent({ teamId: channel.teamId, removed: true }),
      anAgent(),
    ];
    await intake.deliver('intake.configuration', [inactive, removed, elsewhere]);
    for (const { data } of [inactive, removed, elsewhere]) {
      const as = await intake.accountToken(channel.teamId, ['agent'], data.id);
      const list = await intake.call('GET', '/chats?customerId=c-1', { as });
      expect(list).toMatchObject({ status: 403, body: { code: 'AUTH.ACCOUNT_INACTIVE' } });
    }
  });

  it('a customer token of another signer, though it says it is of intake: 401', async () => {
    const created = await post(channel.secret);
    const [chat, team] = [created.body['chatId'] as string, channel.teamId];
    const forger = await TokenSigner.create({ issuer: 'intake', keys: [await TokenSigner.generateKey()] });
    const as = await forger.sign({ typ: 'customer', sub: 'c-1', team, chat }, 600);
    expect((await intake.call('GET', `/chats/${chat}`, { as })).status).toBe(401);
  });

  it('a customer token is no key: 403 on POST /chats', async () => {
    const created = await post(channel.secret);
    expect((await post(created.body['token'] as string)).status).toBe(403);
  });
});
