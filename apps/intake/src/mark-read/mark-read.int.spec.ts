import { checkData } from '@switchboard/contracts';
import { StreamClient } from '@switchboard/testing';
import { Channels, type Chat } from '../test-support/channels.support.spec';
import { createDatabase, IntakeUnderTest } from '../test-support/intake-app.support.spec';

/** Two instances on one database: a mark that one accepts is told by the other. */
let database: Awaited<ReturnType<typeof createDatabase>>;
let intake: IntakeUnderTest;
let other: IntakeUnderTest;
let at: Channels;
beforeAll(async () => {
  database = await createDatabase();
  const start = () => IntakeUnderTest.start({ databaseUrl: database.url });
  [intake, other] = [await start(), await start()];
  at = await Channels.of(intake);
}, 60_000);
afterAll(async () => {
  for (const each of [intake, other]) await each?.close();
  await database?.drop();
});

/** A chat in progress with messages 1 (the customer's) and 2 (the agent's). */
async function aConversation() {
  const chat = await at.aChat();
  const { token, assignmentId } = await at.assign(chat, 2);
  await at.say(chat, chat.token, { text: 'Anybody?' });
  await at.say(chat, token, { text: 'Hi', assignmentId });
  return { chat, agent: token, assignmentId };
}
const marks = async (chat: Chat): Promise<unknown> => (await at.transcript(chat)).body['read'];
const announced = async (chat: Chat): Promise<unknown[]> =>
  (await intake.outbox(chat.id)).filter(({ type }) => type === 'chat.activity.v1').map(({ data }) => data);
const isRefused = (status: number, code: string) => expect.objectContaining({ status, body: problem(code) }) as unknown;
const problem = (code: string) => expect.objectContaining({ code }) as unknown;

describe('PUT /chats/{id}/read', () => {
  it('keeps how far each side has read, and the transcript tells it', async () => {
    const { chat, agent, assignmentId } = await aConversation();
    expect(await marks(chat)).toEqual({ customer: null, agent: null });
    expect((await at.read(chat, agent, 1, { assignmentId })).body).toEqual({ customer: null, agent: 1 });
    expect((await at.read(chat, chat.token, 2)).body).toEqual({ customer: 2, agent: 1 });
    expect((await at.transcript(chat, agent, '?after=2')).body).toEqual({
      ...{ items: [], nextCursor: null },
      read: { customer: 2, agent: 1 },
    });
  });

  it('never goes back, and what moves nothing is told to nobody', async () => {
    const { chat } = await aConversation();
    for (const seq of [0, 2, 1, 2]) expect((await at.read(chat, chat.token, seq)).status).toBe(200);
    expect(await marks(chat)).toEqual({ customer: 2, agent: null });
    const all = (await announced(chat)) as { seq: number }[];
    expect(all.map(({ seq }) => seq)).toEqual([0, 2]);
    expect(checkData('chat.activity', all[1])).toEqual({
      ...{ chatId: chat.id, teamId: at.channel.teamId, side: 'customer', kind: 'read', seq: 2 },
    });
  });

  it('is at the highest number when many are sent at once', async () => {
    const { chat } = await aConversation();
    await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        (n % 2 ? intake : other).call('PUT', `/chats/${chat.id}/read`, { as: chat.token, body: { seq: n % 3 } }),
      ),
    );
    expect(await marks(chat)).toEqual({ customer: 2, agent: null });
    const seqs = ((await announced(chat)) as { seq: number }[]).map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].sort());
  });

  it('waits for nobody who writes in the chat, nor they for it', async () => {
    const { chat } = await aConversation();
    await intake.database.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM chat WHERE id = $1 FOR UPDATE', [chat.id]);
      expect((await at.read(chat, chat.token, 2)).status).toBe(200);
    });
  });

  it('is heard by the customer on another instance, and moves no number of the feed', async () => {
    const { chat, agent, assignmentId } = await aConversation();
    const stream = await StreamClient.open(`${other.url}/chats/${chat.id}/stream`, chat.token);
    expect((await stream.first('ready')).id).toBe('3');
    await at.read(chat, agent, 1, { assignmentId });
    expect(await stream.first('activity')).toEqual({
      event: 'activity',
      data: JSON.stringify({ chatId: chat.id, side: 'agent', kind: 'read', seq: 1 }),
    });
    await at.say(chat, chat.token);
    await stream.received(1);
    expect(stream.numbers).toEqual([4]);
    stream.close();
  });

  it('is for the chat’s customer, the channel for the customer, and who owns the chat', async () => {
    const { chat, agent, assignmentId } = await aConversation();
    const transfer = at.routing(chat).transferred(3, 'Bob');
    await intake.deliver('intake.lifecycle', [transfer]);
    const bob = await at.ownerBy(transfer);
    const colleague = await intake.accountToken(at.channel.teamId);
    const foreign = await at.aChat();
    const answers = await Promise.all([
      at.read(chat, agent, 1, { assignmentId }),
      at.read(chat, colleague, 1, { assignmentId: bob.assignmentId }),
      at.read(chat, foreign.token, 1),
      at.read(chat, at.stranger.secret, 1),
      at.read(chat, at.channel.publishable, 1),
    ]);
    expect(answers).toEqual([
      isRefused(403, 'CHAT.ASSIGNMENT_SUPERSEDED'),
      isRefused(403, 'CHAT.NOT_OWNER'),
      isRefused(404, 'CHAT.NOT_FOUND'),
      isRefused(404, 'CHAT.NOT_FOUND'),
      isRefused(403, 'AUTH.ORIGIN_NOT_ALLOWED'),
    ]);
    expect(await marks(chat)).toEqual({ customer: null, agent: null });
    await at.read(chat, bob.token, 1, { assignmentId: bob.assignmentId });
    await at.read(chat, at.sister.secret, 2);
    expect(await marks(chat)).toEqual({ customer: 2, agent: 1 });
  });

  it('is refused for a message that was not said yet, and in a chat that is over', async () => {
    const { chat } = await aConversation();
    expect(await at.read(chat, chat.token, 3)).toEqual(isRefused(409, 'MESSAGE.NOT_SAID'));
    await intake.deliver('intake.lifecycle', [at.routing(chat).ended(9)]);
    expect(await at.read(chat, chat.token, 2)).toEqual(isRefused(409, 'CHAT.ALREADY_ENDED'));
    expect(await marks(chat)).toEqual({ customer: null, agent: null });
  });

  it.each<[string, unknown, object, string]>([
    ['no number', undefined, {}, 'seq'],
    ['a number below 0', -1, {}, 'seq'],
    ['a fraction', 1.5, {}, 'seq'],
    ['words', '1', {}, 'seq'],
    ['more than PostgreSQL can count', 2 ** 63, {}, 'seq'],
    ['an assignment from a customer', 1, { assignmentId: '0199f3a0-5c00-7000-8000-000000000050' }, 'assignmentId'],
  ])('refuses %s', async (_, seq, more, field) => {
    const { chat } = await aConversation();
    expect(await at.read(chat, chat.token, seq, more)).toMatchObject({
      status: 400,
      body: { code: 'REQUEST.INVALID', errors: [{ field }] },
    });
  });

  it('refuses an agent who names no assignment', async () => {
    const { chat, agent } = await aConversation();
    expect(await at.read(chat, agent, 1)).toMatchObject({ status: 400, body: { errors: [{ field: 'assignmentId' }] } });
  });
});
