import { uuidv7 } from '@switchboard/contracts';
import { useColleagues } from '../test-support/colleagues.support.spec';

const { intake, at, team } = useColleagues();

const count = async (): Promise<unknown> =>
  (await intake.rows('SELECT count(*)::int AS count FROM note JOIN note_content USING (chat_id, note_id)'))[0]?.[
    'count'
  ];

it('has an author and a time, is trimmed, and announces nothing', async () => {
  const chat = await at.aChat();
  const [noteId, id] = [uuidv7(), uuidv7()];
  const as = await intake.accountToken(at.channel.teamId, ['manager'], id);
  const before = await intake.outbox(chat.id);
  const answer = await team.note(chat, '\n Called back.\n <b>Twice</b> 😀 ', { as, noteId });
  expect(answer).toMatchObject({
    status: 201,
    body: { noteId, chatId: chat.id, author: { id, name: 'Ann' }, text: 'Called back.\n <b>Twice</b> 😀' },
  });
  expect(Date.parse(answer.body['writtenAt'] as string)).not.toBeNaN();
  expect(await intake.outbox(chat.id)).toEqual(before);
});

it('is possible in every state, also when the request has not arrived yet', async () => {
  const [ended, early] = [await at.aChat(), { id: uuidv7(), token: '' }];
  await intake.deliver('intake.lifecycle', [at.routing(ended).ended(2), at.routing(early).queued(3)]);
  for (const chat of [ended, early]) expect((await team.note(chat, 'late')).status).toBe(201);
});

describe('a repetition', () => {
  it('is answered with the same note, 200, also when it comes many times at once', async () => {
    const chat = await at.aChat();
    const noteId = uuidv7();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => team.note(chat, n % 2 ? 'Once' : ' Once ', { noteId })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(9).fill(200), 201]);
    for (const { body } of answers) expect(body).toEqual(answers[0]?.body);
    expect((await team.notes(chat)).body['items']).toEqual([answers[0]?.body]);
  });

  it('with another text or author is a conflict; in another chat it is another note', async () => {
    const [chat, other] = [await at.aChat(), await at.aChat()];
    const noteId = uuidv7();
    await team.note(chat, 'Once', { noteId });
    const conflict = { status: 409, body: { code: 'NOTE.CONFLICT', errors: [{ field: 'noteId' }] } };
    expect(await team.note(chat, 'Twice', { noteId })).toMatchObject(conflict);
    expect(await team.note(chat, 'Once', { noteId, as: team.bob })).toMatchObject(conflict);
    expect((await team.note(other, 'Twice', { noteId })).status).toBe(201);
  });
});

it('of a chat that is not there, or of another team: 404', async () => {
  const [chat, before] = [await at.aChat(), await count()];
  const notFound = { status: 404, body: { code: 'CHAT.NOT_FOUND' } };
  expect(await team.note(chat, 'x', { as: team.stranger })).toMatchObject(notFound);
  expect(await team.note({ id: uuidv7() }, 'x')).toMatchObject(notFound);
  expect(await count()).toBe(before);
});

it.each<[string, unknown, string]>([
  ['no text', undefined, 'text'],
  ['a number', 7, 'text'],
  ['white space', ' \n', 'text'],
  ['a text too long', 'x'.repeat(4_001), 'text'],
  ['U+0000', 'a\0b', 'text'],
  ['a lone surrogate', 'a\ud800b', 'text'],
])('%s: 400 names the field, and nothing is kept', async (_, text, field) => {
  const [chat, before] = [await at.aChat(), await count()];
  expect(await team.note(chat, text)).toMatchObject({
    status: 400,
    body: { code: 'REQUEST.INVALID', errors: [{ field }] },
  });
  expect(await count()).toBe(before);
});

it('no note id, one that is no UUID, and what a note has not: 400', async () => {
  const path = `/chats/${(await at.aChat()).id}/notes`;
  for (const [body, field] of [
    [{ text: 'x' }, 'noteId'],
    [{ noteId: '7', text: 'x' }, 'noteId'],
    [{ noteId: uuidv7(), text: 'x', author: 'me' }, 'author'],
  ] as const) {
    const answer = await intake.call('POST', path, { as: team.ann, body });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  }
});
