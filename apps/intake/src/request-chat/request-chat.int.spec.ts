import { checkData, uuidv7 } from '@switchboard/contracts';
import { randomUUID } from 'node:crypto';
import { aChannel } from '../test-support/builders.support.spec';
import { useIntake } from '../test-support/use-intake.support.spec';

const body = {
  customer: { id: 'c-1', name: 'Kim', locale: 'ko', attributes: { plan: 'pro', visits: 3 } },
  firstMessage: 'Hello',
};
const channel = aChannel();
const { intake } = useIntake(channel.event);

const chatIdOf = (answer: { body: Record<string, unknown> }): string => answer.body['chatId'] as string;

describe('POST /chats', () => {
  it('accepts a request: the chat, its content and one event that the contract allows', async () => {
    const answer = await intake.requestChat(channel.secret, body);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ teamId: channel.teamId, state: 'waiting' });
    const [event, ...more] = await intake.outbox(chatIdOf(answer));
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      source: '/switchboard/intake',
      type: 'chat.requested.v1',
      partitionkey: channel.teamId,
      teamid: channel.teamId,
      correlationid: answer.headers.get('x-correlation-id'),
    });
    const data = { ...body, chatId: chatIdOf(answer), teamId: channel.teamId, channelId: channel.id };
    expect(checkData('chat.requested', event?.data)).toEqual({ ...data, requestedAt: expect.any(String) as string });
    const content: unknown[] = await intake.database.query('SELECT * FROM chat_content WHERE chat_id = $1', [
      chatIdOf(answer),
    ]);
    expect(content).toEqual([
      {
        chat_id: chatIdOf(answer),
        customer_name: 'Kim',
        customer_locale: 'ko',
        customer_attributes: { plan: 'pro', visits: 3 },
        first_message: 'Hello',
      },
    ]);
  });

  it('gives a token that shows the chat', async () => {
    const answer = await intake.requestChat(channel.secret, body);
    const hours = (Date.parse(answer.body['tokenExpiresAt'] as string) - Date.now()) / 3_600_000;
    expect(hours).toBeCloseTo(24, 1);
    const chat = await intake.call('GET', `/chats/${chatIdOf(answer)}`, { as: answer.body['token'] as string });
    expect(chat.status).toBe(200);
    expect(chat.body).toEqual({
      ...{ chatId: chatIdOf(answer), teamId: channel.teamId, customerId: 'c-1', state: 'waiting', agent: null },
      ...{ requestedAt: expect.any(String) as string, enqueuedAt: null, assignedAt: null, endedAt: null },
      ...{ cancelRequestedAt: null, endedBy: null, leftMessage: null },
    });
  });

  it('takes the id of the channel, in lower case', async () => {
    const chatId = uuidv7();
    const answer = await intake.requestChat(channel.secret, { ...body, chatId: chatId.toUpperCase() });
    expect(answer).toMatchObject({ status: 201, body: { chatId } });
  });
});

describe('a chat id of the channel', () => {
  it('is the natural key: the same request again, under another Idempotency-Key, is the same chat', async () => {
    const request = { ...body, chatId: uuidv7() };
    const answers = await Promise.all([
      intake.requestChat(channel.secret, request),
      intake.requestChat(channel.secret, request),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(await intake.outbox(request.chatId)).toHaveLength(1);
  });

  it('with other content is a conflict, whichever team has the chat', async () => {
    const request = { ...body, chatId: uuidv7() };
    const stranger = aChannel();
    await intake.deliver('intake.configuration', [stranger.event]);
    await intake.requestChat(channel.secret, request);
    const changed = await intake.requestChat(channel.secret, { ...request, firstMessage: 'Other' });
    const foreign = await intake.requestChat(stranger.secret, request);
    expect(changed).toMatchObject({ status: 409, body: { code: 'CHAT.ALREADY_EXISTS' } });
    expect(foreign).toMatchObject({ status: 409, body: { code: 'CHAT.ALREADY_EXISTS' } });
    expect(await intake.outbox(request.chatId)).toHaveLength(1);
  });

  it('gives a page no token of a chat that exists, even for equal content', async () => {
    const request = { ...body, chatId: uuidv7() };
    const headers = { origin: 'https://shop.example', 'idempotency-key': randomUUID() };
    const as = channel.publishable;
    expect((await intake.call('POST', '/chats', { as, body: request, headers })).status).toBe(201);
    expect((await intake.call('POST', '/chats', { as, body: request, headers })).status).toBe(201);
    const otherKey = { ...headers, 'idempotency-key': randomUUID() };
    const again = await intake.call('POST', '/chats', { as, body: request, headers: otherKey });
    expect(again).toMatchObject({ status: 409, body: { code: 'CHAT.ALREADY_EXISTS' } });
  });
});
