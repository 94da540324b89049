import type { Answer } from '../test-support/intake-app.support.spec';
import { useIntake } from '../test-support/use-intake.support.spec';

const { intake, at } = useIntake();
let as: string;
beforeAll(async () => {
  as = await intake.accountToken(at.channel.teamId);
});

async function chatsOf(customerId: string, count: number, key = at.channel.secret): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    ids.push((await intake.requestChat(key, { customer: { id: customerId } })).body['chatId'] as string);
  }
  return ids;
}

const list = (customerId: string, more = ''): Promise<Answer> =>
  intake.call('GET', `/chats?customerId=${encodeURIComponent(customerId)}${more}`, { as });
const idsOf = ({ body }: Answer): string[] => (body['items'] as { chatId: string }[]).map(({ chatId }) => chatId);

it('shows all chats of the customer in this team, newest first, through every channel', async () => {
  const [first, second] = [...(await chatsOf('c/1 ü', 1)), ...(await chatsOf('c/1 ü', 1, at.sister.secret))];
  await chatsOf('c/1 ü', 1, at.stranger.secret);
  await chatsOf('c/1', 1);
  const answer = await list('c/1 ü');
  expect(idsOf(answer)).toEqual([second, first]);
  expect(answer.body).toMatchObject({
    items: [{ channel: { id: at.sister.id } }, { channel: { id: at.channel.id }, customer: { id: 'c/1 ü' } }],
    nextCursor: null,
  });
});

it('in pages, also where chats were recorded at the same moment, while newer ones come', async () => {
  const ids = await chatsOf('c-2', 5);
  await intake.rows('UPDATE chat SET created_at = now() WHERE customer_id = $1', ['c-2']);
  const seen: string[] = [];
  for (let cursor: unknown = ''; cursor !== null;) {
    const page = await list('c-2', `&limit=2${cursor ? `&cursor=${cursor as string}` : ''}`);
    seen.push(...idsOf(page));
    cursor = page.body['nextCursor'];
    await chatsOf('c-2', 1);
  }
  expect(seen).toEqual(ids.sort().reverse());
});

it('tells what colleagues tagged each of them with', async () => {
  const [older, newer] = await chatsOf('c-3', 2);
  await intake.call('PUT', `/chats/${older}/tags/refund`, { as });
  expect((await list('c-3')).body['items']).toMatchObject([
    { chatId: newer, tags: [] },
    { chatId: older, tags: ['refund'], noteCount: 0 },
  ]);
});

it('is empty for a customer whom nobody knows', async () => {
  expect((await list('nobody')).body).toEqual({ items: [], nextCursor: null });
});

it.each([
  ['no customerId', '', 'REQUEST.INVALID', 'customerId'],
  ['an empty customerId', '?customerId=', 'REQUEST.INVALID', 'customerId'],
  ['two of them', '?customerId=a&customerId=b', 'REQUEST.INVALID', 'customerId'],
  ['U+0000', '?customerId=%00', 'REQUEST.INVALID', 'customerId'],
  ['too large a page', '?customerId=a&limit=201', 'REQUEST.INVALID', 'limit'],
  ['a cursor of another list', '?customerId=a&cursor=MQ', 'REQUEST.INVALID_CURSOR', 'cursor'],
])('refuses %s', async (_, query, code, field) => {
  const answer = await intake.call('GET', `/chats${query}`, { as });
  expect(answer).toMatchObject({ status: 400, body: { code, errors: [{ field }] } });
});
