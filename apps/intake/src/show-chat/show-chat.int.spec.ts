import { uuidv7 } from '@switchboard/contracts';
import { Channels } from '../test-support/channels.support.spec';
import { IntakeUnderTest } from '../test-support/intake-app.support.spec';

let intake: IntakeUnderTest;
let at: Channels;
beforeAll(async () => {
  intake = await IntakeUnderTest.start();
  at = await Channels.of(intake);
}, 60_000);
afterAll(() => intake.close());

describe('who may see a chat', () => {
  it('its customer, and any server of its team', async () => {
    const chat = await at.aChat();
    for (const as of [chat.token, at.channel.secret, at.sister.secret])
      expect((await at.show(chat, as)).status).toBe(200);
  });

  it('nobody else: another chat and another team look like no chat at all', async () => {
    const [chat, other, foreign] = [await at.aChat(), await at.aChat(), await at.aChat(at.stranger.secret)];
    const missing = await at.show({ ...chat, id: uuidv7() }, at.channel.secret);
    for (const as of [other.token, foreign.token, at.stranger.secret]) {
      for (const call of [at.show, at.cancel, at.renew]) {
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
    const chat = await at.aChat();
    await intake.deliver('intake.lifecycle', [at.routing(chat).queued(1)]);
    expect((await at.show(chat)).body).toMatchObject({ state: 'waiting', enqueuedAt: '2026-11-22T10:00:01.000Z' });
    await intake.deliver('intake.lifecycle', [at.routing(chat).assigned(2, 'Ann')]);
    expect((await at.show(chat)).body).toMatchObject({
      ...{ state: 'in_progress', agent: { name: 'Ann' }, assignedAt: '2026-11-22T10:00:02.000Z', endedAt: null },
    });
    await intake.deliver('intake.lifecycle', [at.routing(chat).requeued(3)]);
    expect((await at.show(chat)).body).toMatchObject({ state: 'waiting', agent: null, assignedAt: null });
    await intake.deliver('intake.lifecycle', [at.routing(chat).assigned(4, 'Bob'), at.routing(chat).ended(5)]);
    expect((await at.show(chat)).body).toMatchObject({
      ...{ state: 'ended', agent: null, enqueuedAt: '2026-11-22T10:00:01.000Z', endedAt: '2026-11-22T10:05:00.000Z' },
    });
  });

  it('no text that anybody wrote', async () => {
    const chat = await at.aChat();
    expect(JSON.stringify((await at.show(chat)).body)).not.toContain('Hello');
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
  for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) {
    const { responses } = operation as { responses: Record<string, { content?: object }> };
    for (const [status, { content }] of Object.entries(responses).filter(([status]) => !status.startsWith('2'))) {
      expect([status, Object.keys(content ?? {})]).toEqual([status, ['application/problem+json']]);
    }
  }
});
