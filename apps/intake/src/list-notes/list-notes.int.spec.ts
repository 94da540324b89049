import { uuidv7 } from '@switchboard/contracts';
import { useColleagues } from '../test-support/colleagues.support.spec';
import type { Answer } from '../test-support/intake-app.support.spec';

const { intake, at, team } = useColleagues();

const textsOf = ({ body }: Answer) => (body['items'] as { text: string }[]).map(({ text }) => text);

it('shows colleagues what was noted, newest first, and how many notes there are', async () => {
  const chat = await at.aChat();
  const [one, two] = [await team.note(chat, 'one'), await team.note(chat, 'two', { as: team.bob })];
  expect((await team.notes(chat)).body).toEqual({ items: [two.body, one.body], nextCursor: null });
  expect((await at.show(chat, team.ann)).body).toMatchObject({ noteCount: 2 });
});

it('loses none of two who write at once', async () => {
  const chat = await at.aChat();
  const texts = Array.from({ length: 20 }, (_, n) => `note ${n}`);
  await Promise.all(texts.map((text, n) => team.note(chat, text, { as: n % 2 ? team.ann : team.bob })));
  expect(textsOf(await team.notes(chat)).sort()).toEqual(texts.sort());
});

it('comes in pages, also where notes were written at the same moment, while newer ones come', async () => {
  const chat = await at.aChat();
  for (const text of ['a', 'b', 'c', 'd', 'e']) await team.note(chat, text);
  await intake.rows(`UPDATE note SET written_at = now() - interval '1 hour' WHERE chat_id = $1`, [chat.id]);
  const seen: string[] = [];
  for (let cursor: unknown = ''; cursor !== null;) {
    const page = await team.notes(chat, `?limit=2${cursor ? `&cursor=${cursor as string}` : ''}`);
    seen.push(...textsOf(page));
    cursor = page.body['nextCursor'];
    await team.note(chat, 'newer');
  }
  expect(seen.sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
});

it('of a chat that is not there, or of another team: 404', async () => {
  const chat = await at.aChat();
  await team.note(chat, 'ours');
  const notFound = { status: 404, body: { code: 'CHAT.NOT_FOUND' } };
  expect(await team.notes(chat, '', team.stranger)).toMatchObject(notFound);
  expect(await team.notes({ id: uuidv7() })).toMatchObject(notFound);
});

it('refuses a cursor of another list', async () => {
  expect(await team.notes(await at.aChat(), '?cursor=MQ')).toMatchObject({
    status: 400,
    body: { code: 'REQUEST.INVALID_CURSOR', errors: [{ field: 'cursor' }] },
  });
});
