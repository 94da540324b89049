import { checkData, uuidv7 } from '@switchboard/contracts';
import { TokenSigner } from '@switchboard/runtime';
import { SigningKeyRepository } from '../customer-token/signing-key.repository';
import { aChannel, routingOf } from '../test-support/builders.support.spec';
import { type Answer, IntakeUnderTest } from '../test-support/intake-app.support.spec';

const channel = aChannel();
const sister = aChannel({ teamId: channel.teamId });
const stranger = aChannel();
let intake: IntakeUnderTest;

beforeAll(async () => {
  intake = await IntakeUnderTest.start();
  await intake.deliver('intake.configuration', [channel.event, sister.event, stranger.event]);
}, 60_000);
afterAll(() => intake.close());

interface Chat {
  id: string;
  token: string;
}

async function aChat(as = channel.secret): Promise<Chat> {
  const { body } = await intake.requestChat(as, { customer: { id: 'c-1' }, firstMessage: 'Hello' });
  return { id: body['chatId'] as string, token: body['token'] as string };
}

const show = (chat: Chat, as = chat.token): Promise<Answer> => intake.call('GET', `/chats/${chat.id}`, { as });
const cancel = (chat: Chat, as = chat.token, body?: unknown): Promise<Answer> =>
  intake.call('POST', `/chats/${chat.id}/cancel`, { as, ...(body === undefined ? {} : { body }) });
const renew = (chat: Chat, as = chat.token): Promise<Answer> => intake.call('POST', `/chats/${chat.id}/token`, { as });
const routing = (chat: Chat) => routingOf(chat.id, channel.teamId);

describe('who may see a chat', () => {
  it('its customer, and any server of its team', async () => {
    const chat = await aChat();
    for (const as of [chat.token, channel.secret, sister.secret]) expect((await show(chat, as)).status).toBe(200);
  });

  it('nobody else: another chat and another team look like no chat at all', async () => {
    const [chat, other, foreign] = [await aChat(), await aChat(), await aChat(stranger.secret)];
    const missing = await show({ ...chat, id: uuidv7() }, channel.secret);
    for (const as of [other.token, foreign.token, stranger.secret]) {
      for (const call of [show, cancel, renew]) {
        const answer = await call(chat, as);
        expect(answer).toMatchObject({ status: 404, body: { code: 'CHAT.NOT_FOUND' } });
        expect({ ...answer.body, correlationId: '' }).toEqual({ ...missing.body, correlationId: '' });
      }
    }
    expect(await intake.outbox(chat.id)).toHaveLength(1);
  });
});

describe('what the customer sees', () => {
  it('the state, the name of the agent while in progress, and the times', async () => {
    const chat = await aChat();
    await intake.deliver('intake.lifecycle', [routing(chat).queued(1)]);
    expect((await show(chat)).body).toMatchObject({ state: 'waiting', enqueuedAt: '2026-11-22T10:00:01.000Z' });
    await intake.deliver('intake.lifecycle', [routing(chat).assigned(2, 'Ann')]);
    expect((await show(chat)).body).toMatchObject({
      ...{ state: 'in_progress', agent: { name: 'Ann' }, assignedAt: '2026-11-22T10:00:02.000Z', endedAt: null },
    });
    await intake.deliver('intake.lifecycle', [routing(chat).requeued(3)]);
    expect((await show(chat)).body).toMatchObject({ state: 'waiting', agent: null, assignedAt: null });
    await intake.deliver('intake.lifecycle', [routing(chat).assigned(4, 'Bob'), routing(chat).ended(5)]);
    expect((await show(chat)).body).toMatchObject({
      ...{ state: 'ended', agent: null, enqueuedAt: '2026-11-22T10:00:01.000Z', endedAt: '2026-11-22T10:05:00.000Z' },
    });
  });

  it('no text that anybody wrote', async () => {
    const chat = await aChat();
    expect(JSON.stringify((await show(chat)).body)).not.toContain('Hello');
  });
});

describe('POST /chats/{id}/cancel', () => {
  it('announces the leaving once, with its reason, and leaves the outcome to routing', async () => {
    const chat = await aChat();
    const first = await cancel(chat, chat.token, { reason: 'found it myself' });
    const again = await cancel(chat, channel.secret);
    expect(first).toMatchObject({ status: 200, body: { state: 'waiting' } });
    expect(first.body['cancelRequestedAt']).toEqual(expect.any(String));
    expect(again).toMatchObject({ status: 200, body: first.body });
    const [, event, ...more] = await intake.outbox(chat.id);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ type: 'chat.cancelled.v1', partitionkey: channel.teamId });
    expect(checkData('chat.cancelled', event?.data)).toEqual({
      ...{ chatId: chat.id, teamId: channel.teamId, reason: 'found it myself' },
    });
    await intake.deliver('intake.lifecycle', [routing(chat).ended(1, 'cancelled')]);
    expect((await show(chat)).body).toMatchObject({ state: 'cancelled', endedAt: '2026-11-22T10:05:00.000Z' });
  });

  it('announces once when many do it at once', async () => {
    const chat = await aChat();
    const answers = await Promise.all(Array.from({ length: 8 }, () => cancel(chat)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    expect(await intake.outbox(chat.id)).toHaveLength(2);
  });

  it('beside an assignment loses neither', async () => {
    const chats = await Promise.all(Array.from({ length: 10 }, () => aChat()));
    await Promise.all(
      chats.flatMap((chat) => [cancel(chat), intake.deliver('intake.lifecycle', [routing(chat).assigned(2)])]),
    );
    for (const chat of chats) {
      const { body } = await show(chat);
      expect(body).toMatchObject({ state: 'in_progress', cancelRequestedAt: expect.any(String) as string });
      expect(await intake.outbox(chat.id)).toHaveLength(2);
    }
  });

  it('announces nothing once the chat is over', async () => {
    const chat = await aChat();
    await intake.deliver('intake.lifecycle', [routing(chat).ended(3)]);
    expect(await cancel(chat)).toMatchObject({ status: 200, body: { state: 'ended', cancelRequestedAt: null } });
    expect(await intake.outbox(chat.id)).toHaveLength(1);
  });

  it('takes an empty object, and no body at all', async () => {
    expect((await cancel(await aChat(), channel.secret, {})).status).toBe(200);
    expect((await cancel(await aChat(), channel.secret)).status).toBe(200);
  });
});

describe('customer tokens', () => {
  it('are renewed by the customer and by the server, for this chat', async () => {
    const chat = await aChat();
    for (const as of [chat.token, channel.secret]) {
      const answer = await renew(chat, as);
      expect(answer.status).toBe(200);
      expect((await show(chat, answer.body['token'] as string)).status).toBe(200);
    }
  });

  it('end: a token that has expired is refused', async () => {
    const chat = await aChat();
    const keys = await intake.app.get(SigningKeyRepository, { strict: false }).loadOrCreate();
    const signer = await TokenSigner.create({ issuer: 'intake', keys });
    const claims = { typ: 'customer', sub: 'c-1', team: channel.teamId, chat: chat.id } as const;
    expect((await show(chat, await signer.sign(claims, 60))).status).toBe(200);
    expect((await show(chat, await signer.sign(claims, -60))).status).toBe(401);
  });

  it('cannot be minted before the request has been read', async () => {
    const chat = { id: uuidv7(), token: '' };
    await intake.deliver('intake.lifecycle', [routing(chat).queued(1)]);
    expect((await show(chat, channel.secret)).body).toMatchObject({ state: 'waiting', customerId: null });
    expect(await renew(chat, channel.secret)).toMatchObject({ status: 409, body: { code: 'CHAT.REQUEST_NOT_SEEN' } });
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

it('the OpenAPI document describes the routes with their bodies and answers', async () => {
  const { body } = await intake.call('GET', '/openapi.json');
  const paths = body['paths'] as Record<string, Record<string, unknown>>;
  expect(
    Object.keys(paths)
      .filter((path) => !path.includes('dead-letters'))
      .sort(),
  ).toEqual([
    ...['/api/v1/intake/chats', '/api/v1/intake/chats/{id}', '/api/v1/intake/chats/{id}/cancel'],
    ...['/api/v1/intake/chats/{id}/token', '/api/v1/intake/jwks.json'],
  ]);
  const schemas = (body['components'] as { schemas: Record<string, { properties: object; required?: string[] }> })
    .schemas;
  expect(Object.keys(schemas['RequestChatDto']?.properties ?? {}).sort()).toEqual([
    'chatId',
    'customer',
    'firstMessage',
  ]);
  expect(schemas['RequestChatDto']?.required).toEqual(['customer']);
  expect(paths['/api/v1/intake/chats']?.['post']).toMatchObject({
    responses: {
      201: {
        content: { 'application/json': { schema: { $ref: expect.stringContaining('RequestChatResponse') as string } } },
      },
    },
    parameters: [{ name: 'Idempotency-Key', in: 'header', required: true }],
    security: [{ bearer: [] }],
  });
});
