import { uuidv7 } from '@switchboard/contracts';
import { eventually, StreamClient } from '@switchboard/testing';
import type { Chat } from '../test-support/channels.support.spec';
import { useIntake } from '../test-support/use-intake.support.spec';

const { intake, at } = useIntake();

const announced = async (chat: Chat): Promise<unknown[]> =>
  (await intake.outbox(chat.id)).filter(({ type }) => type === 'chat.activity.v1').map(({ data }) => data);
const refused = (status: number, code: string) => ({ status, body: { code } });

describe('POST /chats/{id}/typing', () => {
  it('tells the other side, with the last number that was said by then, and keeps nothing', async () => {
    const chat = await at.aChat();
    const { token, assignmentId } = await at.assign(chat, 2);
    const stream = await StreamClient.open(`${intake.url}/chats/${chat.id}/stream`, chat.token);
    await stream.first('ready');
    const before = await at.transcript(chat);
    expect((await at.types(chat, token, { assignmentId })).status).toBe(204);
    const typing = { chatId: chat.id, side: 'agent', kind: 'typing', seq: 0 };
    await eventually(() => expect(stream.passing).toEqual([typing]));
    await at.say(chat, token, { assignmentId });
    expect((await at.types(chat, chat.token)).status).toBe(204);
    const byCustomer = { ...typing, side: 'customer', seq: 1 };
    await eventually(() => expect(stream.passing).toEqual([typing, byCustomer]));
    const { teamId } = at.channel;
    expect(await announced(chat)).toEqual([
      { ...typing, teamId },
      { ...byCustomer, teamId },
    ]);
    expect((await at.transcript(chat)).body['read']).toEqual(before.body['read']);
    expect(await intake.rows('SELECT number::int FROM feed_event WHERE chat_id = $1', [chat.id])).toHaveLength(2);
    stream.close();
  });

  it('is behind the last message that the writer knows, if that arrives first; never behind one that is not said', async () => {
    const chat = await at.aChat();
    await at.assign(chat, 2);
    await at.say(chat, chat.token);
    for (const seq of [0, 9]) expect((await at.types(chat, chat.token, { seq })).status).toBe(204);
    expect(await announced(chat)).toMatchObject([{ seq: 0 }, { seq: 1 }]);
    expect(await at.types(chat, chat.token, { seq: -1 })).toMatchObject(refused(400, 'REQUEST.INVALID'));
  });

  it('takes no words: what is being typed is not said', async () => {
    const chat = await at.aChat();
    expect(await at.types(chat, chat.token, { text: 'I wan' })).toMatchObject(refused(400, 'REQUEST.INVALID'));
    expect(await announced(chat)).toEqual([]);
  });

  it('is for those who may write: not a former owner, not a stranger, not once the chat is over', async () => {
    const chat = await at.aChat();
    const ann = await at.assign(chat, 2);
    await intake.deliver('intake.lifecycle', [at.routing(chat).transferred(3, 'Bob')]);
    expect(await at.types(chat, ann.token, { assignmentId: ann.assignmentId })).toMatchObject(
      refused(403, 'CHAT.ASSIGNMENT_SUPERSEDED'),
    );
    expect(await at.types(chat, ann.token, {})).toMatchObject(refused(400, 'REQUEST.INVALID'));
    expect(await at.types(chat, (await at.aChat()).token)).toMatchObject(refused(404, 'CHAT.NOT_FOUND'));
    expect(await at.types({ ...chat, id: uuidv7() }, at.channel.secret)).toMatchObject(refused(404, 'CHAT.NOT_FOUND'));
    await intake.deliver('intake.lifecycle', [at.routing(chat).ended(9)]);
    expect(await at.types(chat, chat.token)).toMatchObject(refused(409, 'CHAT.ALREADY_ENDED'));
    expect(await announced(chat)).toEqual([]);
  });

  it('is refused in bursts, for this side of this chat alone', async () => {
    const [chat, other] = [await at.aChat(), await at.aChat()];
    const { token, assignmentId } = await at.assign(chat, 2);
    const answers = await Promise.all(Array.from({ length: 40 }, () => at.types(chat, chat.token)));
    const tooMany = answers.filter(({ status }) => status === 429);
    expect(tooMany.length).toBeGreaterThan(20);
    expect(tooMany[0]).toMatchObject(refused(429, 'REQUEST.TOO_MANY'));
    expect(tooMany[0]?.headers.get('retry-after')).toBe('1');
    expect((await at.types(chat, token, { assignmentId })).status).toBe(204);
    expect((await at.types(other, other.token)).status).toBe(204);
  });

  it('is not refused because another team tries the chat', async () => {
    const chat = await at.aChat();
    const tries = await Promise.all(Array.from({ length: 40 }, () => at.types(chat, at.stranger.secret)));
    expect(new Set(tries.map(({ status }) => status))).toEqual(new Set([404, 429]));
    expect((await at.types(chat, chat.token)).status).toBe(204);
  });
});
