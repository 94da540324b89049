import { checkData, uuidv7 } from '@switchboard/contracts';
import type { Chat } from '../test-support/channels.support.spec';
import { useIntake } from '../test-support/use-intake.support.spec';

const { intake, at } = useIntake();

const messagesOut = async (chat: Chat) =>
  (await intake.outbox(chat.id)).filter(({ type }) => type === 'chat.message.v1');

describe('a message', () => {
  it('of the customer, of a channel for the customer, and of the owner is numbered, kept and announced', async () => {
    const chat = await at.aChat();
    const { token, id, assignmentId } = await at.assign(chat);
    const answers = [
      await at.say(chat, chat.token, { text: 'My\nkey' }),
      await at.say(chat, at.sister.secret, { text: 'is lost' }),
      await at.say(chat, token, { text: 'Which one?', assignmentId }),
    ];
    expect(answers).toMatchObject([
      { status: 201, body: { chatId: chat.id, seq: 1, text: 'My\nkey', author: { kind: 'customer', id: 'c-1' } } },
      { status: 201, body: { chatId: chat.id, seq: 2, text: 'is lost', author: { kind: 'customer', id: 'c-1' } } },
      {
        status: 201,
        body: { chatId: chat.id, seq: 3, text: 'Which one?', author: { kind: 'agent', id, name: 'Ann' } },
      },
    ]);
    const events = await messagesOut(chat);
    expect(events.map(({ data }) => checkData('chat.message', data))).toEqual(
      answers.map(({ body }) => ({ ...body, teamId: at.channel.teamId })),
    );
    expect(events[0]).toMatchObject({ partitionkey: chat.id, subject: chat.id, teamid: at.channel.teamId });
  });

  it('of a customer is refused where there are too many in a minute; others write on', async () => {
    const chat = await at.aChat();
    const { token, assignmentId } = await at.assign(chat);
    const answers = await Promise.all(Array.from({ length: 100 }, () => at.say(chat, chat.token)));
    const tooMany = answers.filter(({ status }) => status === 429);
    expect(tooMany.length).toBeGreaterThan(20);
    expect(tooMany[0]).toMatchObject({ body: { code: 'REQUEST.TOO_MANY' } });
    expect(Number(tooMany[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await messagesOut(chat)).toHaveLength(answers.length - tooMany.length);
    expect((await at.say(chat, token, { assignmentId })).status).toBe(201);
    expect((await at.say(chat, at.channel.secret)).status).toBe(201);
  });

  it('is trimmed; line breaks and white space inside stay, and nothing is taken for markup', async () => {
    const chat = await at.aChat();
    const text = '<b>a</b>\r\n\t b &amp; 😀';
    expect((await at.say(chat, chat.token, { text: `\n ${text}\u00a0\n` })).body['text']).toBe(text);
    expect((await at.say(chat, chat.token, { text: ` ${'x'.repeat(4_000)} ` })).status).toBe(201);
  });

  it('comes while the chat waits, too', async () => {
    const chat = await at.aChat();
    await intake.deliver('intake.lifecycle', [at.routing(chat).queued(1)]);
    expect((await at.say(chat, chat.token)).status).toBe(201);
  });

  it('of a chat whose request has not arrived yet has no author so far', async () => {
    const chat = { id: uuidv7(), token: '' };
    await intake.deliver('intake.lifecycle', [at.routing(chat).queued(1)]);
    const answer = await at.say(chat, at.channel.secret);
    expect(answer).toMatchObject({ status: 409, body: { code: 'CHAT.REQUEST_NOT_SEEN' } });
    expect(answer.headers.get('retry-after')).toBe('1');
  });
});

describe('a repetition', () => {
  it('is answered with the same body, 200, whoever of the same side repeats it and whatever became of the chat', async () => {
    const chat = await at.aChat();
    const { token, assignmentId } = await at.assign(chat);
    const [asked, answered] = [uuidv7(), uuidv7()];
    const question = await at.say(chat, chat.token, { messageId: asked });
    const reply = await at.say(chat, token, { messageId: answered, assignmentId });
    await intake.deliver('intake.lifecycle', [at.routing(chat).ended(3)]);
    const again = [
      await at.say(chat, chat.token, { messageId: asked.toUpperCase(), text: ' Hi ' }),
      await at.say(chat, at.channel.secret, { messageId: asked }),
      await at.say(chat, token, { messageId: answered, assignmentId }),
    ];
    expect(again.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(again.map(({ body }) => body)).toEqual([question.body, question.body, reply.body]);
    expect(await messagesOut(chat)).toHaveLength(2);
  });

  it('with another text or author is a conflict', async () => {
    const [chat, other] = [await at.aChat(), await at.aChat()];
    const { token, assignmentId } = await at.assign(chat);
    const messageId = uuidv7();
    await at.say(chat, chat.token, { messageId });
    const conflict = { status: 409, body: { code: 'MESSAGE.CONFLICT', errors: [{ field: 'messageId' }] } };
    expect(await at.say(chat, chat.token, { messageId, text: 'Ho' })).toMatchObject(conflict);
    expect(await at.say(chat, token, { messageId, assignmentId })).toMatchObject(conflict);
    expect(await at.say(chat, chat.token, { messageId: chat.id, text: 'Hello' })).toMatchObject(conflict);
    expect((await at.say(other, other.token, { messageId, text: 'Ho' })).status).toBe(201);
    expect(await messagesOut(chat)).toHaveLength(1);
  });
});

describe('who may not write', () => {
  it('anybody, once the chat has ended or the customer has cancelled it', async () => {
    for (const outcome of ['ended', 'cancelled'] as const) {
      const chat = await at.aChat();
      const { token, assignmentId } = await at.assign(chat);
      await intake.deliver('intake.lifecycle', [at.routing(chat).ended(3, outcome)]);
      const refused = { status: 409, body: { code: 'CHAT.ALREADY_ENDED' } };
      expect(await at.say(chat, chat.token)).toMatchObject(refused);
      expect(await at.say(chat, at.channel.secret)).toMatchObject(refused);
      expect(await at.say(chat, token, { assignmentId })).toMatchObject(refused);
      expect(await messagesOut(chat)).toEqual([]);
    }
  });

  it('whoever has nothing to do with the chat', async () => {
    const [chat, other] = [await at.aChat(), await at.aChat()];
    for (const as of [other.token, at.stranger.secret]) {
      expect(await at.say(chat, as)).toMatchObject({ status: 404, body: { code: 'CHAT.NOT_FOUND' } });
    }
    expect((await at.say(chat, at.channel.publishable)).status).toBe(403);
    expect(await messagesOut(chat)).toEqual([]);
  });
});

describe('a left message', () => {
  it('is added to by its customer until it is closed, and by no agent', async () => {
    const chat = await at.aChat();
    const routing = at.routing(chat);
    const { token, assignmentId } = await at.assign(chat, 1);
    await intake.deliver('intake.lifecycle', [routing.ended(2, 'left_message'), routing.left(2)]);
    expect((await at.say(chat, chat.token, { text: 'and my hat' })).status).toBe(201);
    expect(await at.say(chat, token, { assignmentId })).toMatchObject({
      status: 409,
      body: { code: 'CHAT.NOT_IN_PROGRESS' },
    });
    const agent = await intake.accountToken(at.channel.teamId);
    const texts = (await at.transcript(chat, agent)).body['items'] as { text: string }[];
    expect(texts.map(({ text }) => text)).toEqual(['Hello', 'and my hat']);
    await intake.deliver('intake.lifecycle', [routing.closed(3)]);
    expect(await at.say(chat, chat.token)).toMatchObject({ status: 409, body: { code: 'MESSAGE.ALREADY_CLOSED' } });
  });
});
