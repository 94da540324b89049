import { uuidv7 } from '@switchboard/contracts';
import { useColleagues } from '../test-support/colleagues.support.spec';

const { intake, at, team } = useColleagues();

const notFound = { status: 404, body: { code: 'CHAT.NOT_FOUND' } };

it('is given, seen by colleagues and taken away; the answers have all tags, in the order in which they came', async () => {
  const chat = await at.aChat();
  expect(await team.tag(chat, 'refund')).toMatchObject({ status: 200, body: { tags: ['refund'] } });
  expect((await team.tag(chat, 'A/B & 50 %?#', team.bob)).body).toEqual({ tags: ['refund', 'A/B & 50 %?#'] });
  expect(await team.tagsOf(chat)).toEqual(['refund', 'A/B & 50 %?#']);
  expect(await team.untag(chat, 'refund', team.bob)).toMatchObject({ status: 200, body: { tags: ['A/B & 50 %?#'] } });
  expect(await team.tagsOf(chat)).toEqual(['A/B & 50 %?#']);
});

it('once more, in another case or decomposed, is the same tag, and is taken away as such', async () => {
  const chat = await at.aChat();
  await team.tag(chat, 'Über VIP');
  for (const again of ['Über VIP', ' über vip ', 'U\u0308BER VIP'])
    expect(await team.tag(chat, again)).toMatchObject({ status: 200, body: { tags: ['Über VIP'] } });
  expect((await team.untag(chat, 'u\u0308ber vip')).body).toEqual({ tags: [] });
  expect(await team.untag(chat, 'Über VIP')).toMatchObject({ status: 200, body: { tags: [] } });
});

it('is spelt as the team spells it, until no chat has it any more', async () => {
  const [chat, other, foreign] = [await at.aChat(), await at.aChat(), await at.aChat(at.stranger.secret)];
  await team.tag(chat, 'INVOICE');
  expect((await team.tag(other, 'Invoice')).body).toEqual({ tags: ['INVOICE'] });
  expect((await team.tag(foreign, 'invoice', team.stranger)).body).toEqual({ tags: ['invoice'] });
  await team.untag(chat, 'invoice');
  await team.untag(other, 'invoice');
  expect((await team.tag(chat, 'Invoice')).body).toEqual({ tags: ['Invoice'] });
});

it('is possible in every state, also when the request has not arrived yet', async () => {
  const [ended, early] = [await at.aChat(), { id: uuidv7(), token: '' }];
  await intake.deliver('intake.lifecycle', [at.routing(ended).ended(2), at.routing(early).queued(3)]);
  for (const chat of [ended, early]) expect((await team.tag(chat, 'late')).status).toBe(200);
});

it('of a chat that is not there, or of another team: 404, and nothing is changed', async () => {
  const chat = await at.aChat();
  await team.tag(chat, 'ours');
  expect(await team.tag(chat, 'theirs', team.stranger)).toMatchObject(notFound);
  expect(await team.untag(chat, 'ours', team.stranger)).toMatchObject(notFound);
  const nowhere = { id: uuidv7() };
  expect(await team.tag(nowhere, 'x')).toMatchObject(notFound);
  expect(await team.untag(nowhere, 'x')).toMatchObject(notFound);
  expect(await team.tagsOf(chat)).toEqual(['ours']);
});

describe('two agents at once', () => {
  it('lose nothing of each other', async () => {
    const chat = await at.aChat();
    await team.tag(chat, 'gone');
    const nine = (name: string) => Array.from({ length: 9 }, (_, n) => `${name} ${n}`);
    await Promise.all([
      ...nine('ann').map((tag) => team.tag(chat, tag)),
      ...nine('bob').map((tag) => team.tag(chat, tag, team.bob)),
      team.untag(chat, 'gone'),
      ...Array.from({ length: 5 }, () => team.tag(chat, 'ann 0', team.bob)),
    ]);
    expect(((await team.tagsOf(chat)) as string[]).sort()).toEqual([...nine('ann'), ...nine('bob')]);
  });

  it('do not pass the limit of 20 together; what is there already is no further one', async () => {
    const chat = await at.aChat();
    const tags = Array.from({ length: 30 }, (_, n) => `tag ${n}`);
    const answers = await Promise.all(tags.map((tag, n) => team.tag(chat, tag, n % 2 ? team.ann : team.bob)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
    for (const refused of answers.filter(({ status }) => status !== 200))
      expect(refused).toMatchObject({ status: 409, body: { code: 'CHAT.TOO_MANY_TAGS', errors: [{ field: 'tag' }] } });
    const kept = (await team.tagsOf(chat)) as string[];
    expect(kept).toHaveLength(20);
    expect((await team.tag(chat, kept[0]?.toUpperCase() ?? '')).status).toBe(200);
    await team.untag(chat, kept[0] ?? '');
    expect((await team.tag(chat, 'now there is room')).status).toBe(200);
  });

  it('who give the same new tag to two chats both succeed, by one spelling', async () => {
    const chats = await Promise.all(Array.from({ length: 8 }, () => at.aChat()));
    const answers = await Promise.all(chats.map((chat, n) => team.tag(chat, n % 2 ? 'Same' : 'SAME')));
    expect(answers.map(({ status }) => status)).toEqual(chats.map(() => 200));
    expect(new Set((await Promise.all(chats.map((chat) => team.tagsOf(chat)))).flat()).size).toBe(1);
  });
});

describe('what is no tag', () => {
  it.each([
    ['white space', ' \u00a0'],
    ['41 characters', 'x'.repeat(41)],
    ['U+0000', 'a\0b'],
    ['a line break', 'a\nb'],
    ['an escape character', 'a\u001bb'],
    ['a line separator', 'a\u2028b'],
    ['nothing that can be seen', '\u200b'],
    ['points only', '...'],
  ])('%s: 400 names the field, and nothing is kept', async (_, tag) => {
    const chat = await at.aChat();
    for (const change of [team.tag, team.untag]) {
      expect(await change(chat, tag)).toMatchObject({
        status: 400,
        body: { code: 'REQUEST.INVALID', errors: [{ field: 'tag' }] },
      });
    }
    expect(await team.tagsOf(chat)).toEqual([]);
  });

  it('of 40 characters is one, also where NFC makes it so', async () => {
    const chat = await at.aChat();
    expect((await team.tag(chat, 'e\u0301'.repeat(40))).body).toEqual({ tags: ['é'.repeat(40)] });
  });

  it('an id of a chat that is none: 400', async () => {
    expect(await team.tag({ id: '7' }, 'x')).toMatchObject({ status: 400, body: { errors: [{ field: 'id' }] } });
  });
});
