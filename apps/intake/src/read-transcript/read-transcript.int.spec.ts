import { uuidv7 } from '@switchboard/contracts';
import type { Answer } from '../test-support/intake-app.support.spec';
import { useIntake } from '../test-support/use-intake.support.spec';

const { intake, at } = useIntake();

const itemsOf = ({ body }: Answer) => body['items'] as Record<string, unknown>[];
const textsOf = (answer: Answer): unknown[] => itemsOf(answer).map(({ seq, text }) => [seq, text]);

it('begins with the first message of the request, as number 0, and goes on with what was said', async () => {
  const { body } = await intake.requestChat(at.channel.secret, {
    customer: { id: 'c-1', name: 'Cy' },
    firstMessage: 'Hello\nthere',
  });
  const chat = { id: body['chatId'] as string, token: body['token'] as string };
  const owner = await at.assign(chat);
  const { token, assignmentId } = owner;
  const [one, two] = [await at.say(chat, chat.token), await at.say(chat, token, { assignmentId, text: 'Yes?' })];
  const [opening, ...said] = itemsOf(await at.transcript(chat));
  expect(opening).toEqual({
    ...{ messageId: chat.id, chatId: chat.id, seq: 0, text: 'Hello\nthere' },
    author: { kind: 'customer', id: 'c-1', name: 'Cy' },
    sentAt: (await at.show(chat)).body['requestedAt'],
  });
  expect(said).toEqual([one.body, two.body]);
});

it('begins with number 1 where the request said nothing', async () => {
  const { body } = await intake.requestChat(at.channel.secret, { customer: { id: 'c-1' } });
  const chat = { id: body['chatId'] as string, token: body['token'] as string };
  expect((await at.transcript(chat)).body).toMatchObject({ items: [], nextCursor: null });
  await at.say(chat, chat.token, { text: 'Hi' });
  expect(textsOf(await at.transcript(chat))).toEqual([[1, 'Hi']]);
});

it('is read in pages, and behind a number', async () => {
  const chat = await at.aChat();
  for (const text of ['a', 'b', 'c']) await at.say(chat, chat.token, { text });
  const first = await at.transcript(chat, chat.token, '?limit=2');
  expect([textsOf(first), first.body['nextCursor']]).toEqual([
    [
      [0, 'Hello'],
      [1, 'a'],
    ],
    '1',
  ]);
  const second = await at.transcript(chat, chat.token, '?limit=2&after=1');
  expect([textsOf(second), second.body['nextCursor']]).toEqual([
    [
      [2, 'b'],
      [3, 'c'],
    ],
    null,
  ]);
  expect(textsOf(await at.transcript(chat, chat.token, '?after=0'))).toEqual([
    [1, 'a'],
    [2, 'b'],
    [3, 'c'],
  ]);
  expect((await at.transcript(chat, chat.token, '?after=3')).body).toMatchObject({ items: [], nextCursor: null });
});

it('is shown to its customer, to servers and members of its team, and to nobody else', async () => {
  const [chat, other] = [await at.aChat(), await at.aChat()];
  const [agent, manager] = [
    await intake.accountToken(at.channel.teamId),
    await intake.accountToken(at.channel.teamId, ['manager']),
  ];
  for (const as of [chat.token, at.channel.secret, at.sister.secret, agent, manager]) {
    expect(textsOf(await at.transcript(chat, as))).toEqual([[0, 'Hello']]);
  }
  const foreign = await intake.accountToken(at.stranger.teamId, ['manager']);
  for (const as of [other.token, at.stranger.secret, foreign]) {
    expect(await at.transcript(chat, as)).toMatchObject({ status: 404, body: { code: 'CHAT.NOT_FOUND' } });
  }
  expect((await at.transcript({ ...chat, id: uuidv7() }, agent)).status).toBe(404);
  expect((await at.transcript(chat, at.channel.publishable)).status).toBe(403);
});

it.each([
  ['?after=-1', 'after'],
  ['?after=x', 'after'],
  ['?after=1.5', 'after'],
  ['?limit=0', 'limit'],
])('refuses %s', async (query, field) => {
  const chat = await at.aChat();
  expect(await at.transcript(chat, chat.token, query)).toMatchObject({
    status: 400,
    body: { code: 'REQUEST.INVALID', errors: [{ field }] },
  });
});
