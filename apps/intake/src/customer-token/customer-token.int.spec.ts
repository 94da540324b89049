import { uuidv7 } from '@switchboard/contracts';
import { TokenSigner } from '@switchboard/runtime';
import { SigningKeyRepository } from './signing-key.repository';
import { useIntake } from '../test-support/use-intake.support.spec';

const { intake, at } = useIntake();
/** In seconds. */
const day = 24 * 60 * 60;

describe('customer tokens', () => {
  it('are renewed by the customer and by the server, for this chat', async () => {
    const chat = await at.aChat();
    for (const as of [chat.token, at.channel.secret]) {
      const answer = await at.renew(chat, as);
      expect(answer.status).toBe(200);
      expect((await at.show(chat, answer.body['token'] as string)).status).toBe(200);
    }
  });

  it('end: a token that has expired is refused', async () => {
    const chat = await at.aChat();
    const keys = await intake.app.get(SigningKeyRepository, { strict: false }).loadOrCreate();
    const signer = await TokenSigner.create({ issuer: 'intake', keys });
    const claims = { typ: 'customer', sub: 'c-1', team: at.channel.teamId, chat: chat.id } as const;
    expect((await at.show(chat, await signer.sign(claims, 60))).status).toBe(200);
    expect((await at.show(chat, await signer.sign(claims, -60))).status).toBe(401);
  });

  it('outlast a weekend: an expired one is good for another while the chat is open, and for nothing else', async () => {
    const chat = await at.aChat();
    const { teamId } = at.channel;
    const expired = await intake.shortToken({ ...chat, teamId }, -3 * day);
    expect(await at.show(chat, expired)).toMatchObject({ status: 401, body: { code: 'AUTH.EXPIRED_TOKEN' } });
    await intake.deliver('intake.lifecycle', [at.routing(chat).left(1)]);
    const { status, body } = await at.renew(chat, expired);
    expect(status).toBe(200);
    expect((await at.say(chat, body['token'] as string)).status).toBe(201);
    expect(await at.renew(await at.aChat(), expired)).toMatchObject({ status: 404, body: { code: 'CHAT.NOT_FOUND' } });
    const old = await intake.shortToken({ ...chat, teamId }, -91 * day);
    expect(await at.renew(chat, old)).toMatchObject({ status: 401, body: { code: 'AUTH.EXPIRED_TOKEN' } });
  });

  it('are not renewed once they have expired and the chat is over; one that holds is', async () => {
    const chat = await at.aChat();
    const expired = await intake.shortToken({ ...chat, teamId: at.channel.teamId }, -60);
    await intake.deliver('intake.lifecycle', [at.routing(chat).ended(1)]);
    expect(await at.renew(chat, expired)).toMatchObject({ status: 409, body: { code: 'CHAT.ALREADY_ENDED' } });
    expect((await at.renew(chat)).status).toBe(200);
  });

  it('that somebody else has signed renew nothing', async () => {
    const chat = await at.aChat();
    const forger = await TokenSigner.create({ issuer: 'intake', keys: [await TokenSigner.generateKey()] });
    const forged = await forger.sign({ typ: 'customer', sub: 'c-1', team: at.channel.teamId, chat: chat.id }, -60);
    expect(await at.renew(chat, forged)).toMatchObject({ status: 401, body: { code: 'AUTH.INVALID_TOKEN' } });
  });

  it('cannot be minted before the request has been read', async () => {
    const chat = { id: uuidv7(), token: '' };
    await intake.deliver('intake.lifecycle', [at.routing(chat).queued(1)]);
    expect((await at.show(chat, at.channel.secret)).body).toMatchObject({ state: 'waiting', customerId: null });
    expect(await at.renew(chat, at.channel.secret)).toMatchObject({
      status: 409,
      body: { code: 'CHAT.REQUEST_NOT_SEEN' },
    });
  });

  it('are verified by public keys that hold no secret; instances that start together make one key', async () => {
    await intake.database.query('DELETE FROM signing_key');
    const keys = intake.app.get(SigningKeyRepository, { strict: false });
    const loaded = await Promise.all(Array.from({ length: 5 }, () => keys.loadOrCreate()));
    expect(new Set(loaded.map((all) => all.map(({ kid }) => kid).join())).size).toBe(1);
    const { body } = await intake.call('GET', '/jwks.json');
    expect(body['keys']).toEqual([
      expect.objectContaining({ kid: expect.any(String) as string, kty: 'EC', alg: 'ES256' }),
    ]);
    expect(JSON.stringify(body)).not.toContain('"d"');
  });
});
