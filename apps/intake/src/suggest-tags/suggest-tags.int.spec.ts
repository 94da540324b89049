import { useColleagues } from '../test-support/colleagues.support.spec';
import type { Answer } from '../test-support/intake-app.support.spec';

const { intake, at, team } = useColleagues();

const suggest = (query = '', as = team.ann): Promise<Answer> => intake.call('GET', `/tags${query}`, { as });
const itemsOf = ({ body }: Answer) => body['items'];

it('suggests the tags that chats of the team have and that begin so, in whatever case, and takes nothing for a pattern', async () => {
  const [chat, other, foreign] = [await at.aChat(), await at.aChat(), await at.aChat(at.stranger.secret)];
  for (const tag of ['Refund', 'refunded', 'Return', '100 %', '1000', '환불']) await team.tag(chat, tag);
  await team.tag(other, 'REFUND');
  await team.tag(foreign, 'Refusal', team.stranger);
  expect((await suggest('?prefix=REF')).body).toEqual({ items: ['Refund', 'refunded'], nextCursor: null });
  expect(itemsOf(await suggest(`?prefix=${encodeURIComponent('100 %')}`))).toEqual(['100 %']);
  expect(itemsOf(await suggest('?prefix=%25'))).toEqual([]);
  expect(itemsOf(await suggest(`?prefix=${encodeURIComponent('환'.normalize('NFD'))}`))).toEqual(['환불']);
  expect(itemsOf(await suggest())).toEqual(['100 %', '1000', 'Refund', 'refunded', 'Return', '환불']);
  expect(itemsOf(await suggest('', team.stranger))).toEqual(['Refusal']);
});

it('does not suggest what no chat has any more', async () => {
  const chat = await at.aChat();
  await team.tag(chat, 'mistyped');
  await team.untag(chat, 'mistyped');
  expect(itemsOf(await suggest('?prefix=mis'))).toEqual([]);
});

it('comes in pages', async () => {
  const chat = await at.aChat();
  for (const tag of ['page c', 'page A', 'page B']) await team.tag(chat, tag);
  const first = await suggest('?prefix=page&limit=2');
  expect(itemsOf(first)).toEqual(['page A', 'page B']);
  const second = await suggest(`?prefix=page&limit=2&cursor=${first.body['nextCursor'] as string}`);
  expect(second.body).toEqual({ items: ['page c'], nextCursor: null });
});

it.each([
  [`?prefix=${'x'.repeat(41)}`, 'REQUEST.INVALID', 'prefix'],
  ['?prefix=%00', 'REQUEST.INVALID', 'prefix'],
  ['?limit=0', 'REQUEST.INVALID', 'limit'],
  ['?cursor=MQ', 'REQUEST.INVALID_CURSOR', 'cursor'],
])('refuses %s', async (query, code, field) => {
  expect(await suggest(query)).toMatchObject({ status: 400, body: { code, errors: [{ field }] } });
});
