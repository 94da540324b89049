import { uuidv7 } from '@switchboard/contracts';
import { useIntake } from '../test-support/use-intake.support.spec';

const { intake, at } = useIntake();

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

  it('the new agent after a transfer, and that nobody wrote for too long', async () => {
    const chat = await at.aChat();
    const routing = at.routing(chat);
    await intake.deliver('intake.lifecycle', [routing.assigned(1, 'Ann'), routing.transferred(2, 'Bob')]);
    expect((await at.show(chat)).body).toMatchObject({ state: 'in_progress', agent: { name: 'Bob' }, endedBy: null });
    const inactivity = { actor: { kind: 'system' }, reason: 'inactivity' } as const;
    await intake.deliver('intake.lifecycle', [routing.ended(3, 'ended', inactivity)]);
    expect((await at.show(chat)).body).toMatchObject({ state: 'ended', agent: null, endedBy: 'inactivity' });
  });

  it('who ended the chat, in a word, and not what colleagues noted', async () => {
    for (const [kind, endedBy] of [
      ['agent', 'team'],
      ['manager', 'team'],
      ['customer', 'customer'],
      ['channel', 'customer'],
    ] as const) {
      const chat = await at.aChat();
      const ended = at.routing(chat).ended(2, 'ended', { actor: { kind, id: 'who' }, reason: 'rude customer' });
      await intake.deliver('intake.lifecycle', [at.routing(chat).assigned(1), ended]);
      const { body } = await at.show(chat);
      expect([kind, body['endedBy']]).toEqual([kind, endedBy]);
      expect(JSON.stringify(body)).not.toContain('rude');
    }
  });

  it('that there is no team any more to wait for', async () => {
    const chat = await at.aChat();
    const removed = { actor: { kind: 'system' }, reason: 'team_removed' } as const;
    await intake.deliver('intake.lifecycle', [at.routing(chat).ended(1, 'cancelled', removed)]);
    expect((await at.show(chat)).body).toMatchObject({ state: 'cancelled', endedBy: 'team' });
  });

  it('that the request is kept as a message, why, and since when it is answered', async () => {
    const chat = await at.aChat();
    const routing = at.routing(chat);
    await intake.deliver('intake.lifecycle', [routing.ended(1, 'left_message')]);
    const open = { state: 'left_message', endedBy: null, agent: null, assignedAt: null };
    expect((await at.show(chat)).body).toMatchObject({ ...open, leftMessage: { why: null, closedAt: null } });
    await intake.deliver('intake.lifecycle', [routing.left(1)]);
    expect((await at.show(chat)).body).toMatchObject({
      ...open,
      leftMessage: { why: 'outside_hours', closedAt: null },
    });
    await intake.deliver('intake.lifecycle', [routing.closed(2)]);
    const { body } = await at.show(chat);
    expect(body).toMatchObject({ ...open, leftMessage: { closedAt: '2026-11-22T11:00:00.000Z' } });
    expect(JSON.stringify(body)).not.toContain('Called');
    expect((await at.cancel(chat)).body).toMatchObject({ state: 'left_message', cancelRequestedAt: null });
  });

  it('not what the channel told of the customer', async () => {
    const { body } = await intake.requestChat(at.channel.secret, {
      customer: { id: 'c-7', attributes: { tier: 'gold' } },
    });
    const seen = (await at.show({ id: body['chatId'] as string, token: body['token'] as string })).body;
    expect(Object.keys(seen)).not.toEqual(expect.arrayContaining(['customer']));
    expect(JSON.stringify(seen)).not.toContain('gold');
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
    ...['/api/v1/intake/chats/{id}/messages', '/api/v1/intake/chats/{id}/notes', '/api/v1/intake/chats/{id}/read'],
    ...['/api/v1/intake/chats/{id}/stream', '/api/v1/intake/chats/{id}/tags/{tag}', '/api/v1/intake/chats/{id}/token'],
    ...['/api/v1/intake/chats/{id}/typing', '/api/v1/intake/jwks.json', '/api/v1/intake/tags'],
    '/api/v1/intake/widget/{key}',
  ]);
  const schemas = (body['components'] as { schemas: Record<string, { properties: object; required?: string[] }> })
    .schemas;
  expect(Object.keys(schemas['RequestChatDto']?.properties ?? {}).sort()).toEqual([
    'chatId',
    'customer',
    'firstMessage',
  ]);
  expect(schemas['RequestChatDto']?.required).toEqual(['customer']);
  expect(schemas['ChatForAgentsDto']?.required).toEqual(expect.arrayContaining(['state', 'customer', 'channel']));
  const named = [...JSON.stringify(paths).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name ?? '');
  expect(named.filter((name) => !(name in schemas))).toEqual([]);
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
