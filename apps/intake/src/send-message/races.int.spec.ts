import { uuidv7 } from '@switchboard/contracts';
import { Transactions } from '@switchboard/persistence';
import { eventually } from '@switchboard/testing';
import { Channels, type Chat } from '../test-support/channels.support.spec';
import { type Answer, createDatabase, IntakeUnderTest } from '../test-support/intake-app.support.spec';

/** Two instances on one database. */
let database: Awaited<ReturnType<typeof createDatabase>>;
let intakes: [IntakeUnderTest, IntakeUnderTest];
let at: Channels;
beforeAll(async () => {
  database = await createDatabase();
  const start = () => IntakeUnderTest.start({ databaseUrl: database.url });
  intakes = [await start(), await start()];
  at = await Channels.of(intakes[0]);
}, 60_000);
afterAll(async () => {
  for (const intake of intakes ?? []) await intake.close();
  await database?.drop();
});

/** Sent to the one instance or the other; each verifies accounts by its own settings, so agents stay with the first. */
const say = (n: number, chat: Chat, body: { messageId: string; text: string }): Promise<Answer> =>
  intakes[n % 2 ? 1 : 0].call('POST', `/chats/${chat.id}/messages`, { as: at.channel.secret, body });

const transcriptOf = (chat: Chat) =>
  intakes[0].rows('SELECT seq::int AS seq, text FROM message_content WHERE chat_id = $1 ORDER BY seq', [chat.id]);

const announced = async (chat: Chat) =>
  (await intakes[0].outbox(chat.id))
    .filter(({ type }) => type === 'chat.message.v1')
    .map(({ data }) => {
      const { seq, text } = data as { seq: number; text: string };
      return { seq, text };
    });

/** Resolves once so many statements wait for a lock. */
const waiting = (count: number): Promise<void> =>
  eventually(async () => {
    const waits = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    expect(await intakes[0].rows(waits)).toHaveLength(count);
  });

it('50 sends from both sides at once: numbered without a gap, none lost, none twice, announced in their order', async () => {
  const chat = await at.aChat();
  const { token, assignmentId } = await at.assign(chat);
  const texts = Array.from({ length: 50 }, (_, n) => `message ${n}`);
  const answers = await Promise.all(
    texts.map((text, n) =>
      n % 3 ? say(n, chat, { messageId: uuidv7(), text }) : at.say(chat, token, { text, assignmentId }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(texts.map(() => 201));
  const kept = await transcriptOf(chat);
  expect(kept.map(({ seq }) => seq)).toEqual(texts.map((_, n) => n + 1));
  expect(kept.map(({ text }) => text).sort()).toEqual([...texts].sort());
  expect(answers.map(({ body }) => [body['seq'], body['text']]).sort()).toEqual(
    kept.map(({ seq, text }) => [seq, text]).sort(),
  );
  expect(await announced(chat)).toEqual(kept);
  const times = await intakes[0].rows('SELECT sent_at FROM message WHERE chat_id = $1 ORDER BY seq', [chat.id]);
  const sent = times.map((row) => (row['sent_at'] as Date).getTime());
  expect(sent).toEqual([...sent].sort((a, b) => a - b));
});

it('the same message many times at once, on both instances: accepted once, the others are told so', async () => {
  const chat = await at.aChat();
  const messageId = uuidv7();
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => say(n, chat, { messageId, text: 'Hi' })));
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(19).fill(200), 201]);
  for (const { body } of answers) expect(body).toEqual(answers[0]?.body);
  expect(await announced(chat)).toEqual([{ seq: 1, text: 'Hi' }]);
});

it('an id that two texts want at once: one is kept, the other is a conflict', async () => {
  const chat = await at.aChat();
  const messageId = uuidv7();
  const answers = await Promise.all(['a', 'b'].map((text, n) => say(n, chat, { messageId, text })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(await announced(chat)).toEqual([{ seq: 1, text: answers.find(({ status }) => status === 201)?.body['text'] }]);
});

it('sends beside the end of the chat: what was accepted is numbered without a gap, the rest is refused', async () => {
  const chat = await at.aChat();
  await at.assign(chat, 2);
  const send = (n: number) => say(n, chat, { messageId: uuidv7(), text: `${n}` });
  const sends: Promise<Answer>[] = [];
  let end: Promise<unknown> | undefined;
  // Nobody gets on until one send, the end and more sends wait for the chat, in this order.
  await intakes[0].app.get(Transactions, { strict: false }).run(async (tx) => {
    await tx.query('SELECT 1 FROM chat WHERE id = $1 FOR UPDATE', [chat.id]);
    sends.push(send(0));
    await waiting(1);
    end = intakes[0].deliver('intake.lifecycle', [at.routing(chat).ended(3)]);
    await waiting(2);
    sends.push(...[1, 2, 3, 4].map(send));
    await waiting(6);
  });
  await end;
  const answers = await Promise.all(sends);
  const accepted = answers.filter(({ status }) => status === 201);
  expect(accepted).toContain(answers[0]);
  expect((await transcriptOf(chat)).map(({ seq }) => seq)).toEqual(accepted.map((_, n) => n + 1));
  for (const refused of [...answers.filter((answer) => !accepted.includes(answer)), await send(5)]) {
    expect(refused).toMatchObject({ status: 409, body: { code: 'CHAT.ALREADY_ENDED' } });
  }
});
