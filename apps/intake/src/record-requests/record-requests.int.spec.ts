import { type CloudEvent, uuidv7 } from '@switchboard/contracts';
import { aChannel, aRequest, routingOf } from '../test-support/builders.support.spec';
import { useIntake } from '../test-support/use-intake.support.spec';

const { intake } = useIntake();

describe('intake.requests', () => {
  it('records a request of an upstream, with its content, once', async () => {
    const request = aRequest({ customer: { id: 'c-9', name: 'Kim' }, firstMessage: 'Hello' });
    const { chatId, teamId } = request.data;
    const again = { ...request, data: { ...request.data, requestedAt: '2026-11-22T12:00:00.000Z' } };
    expect(await intake.deliver('intake.requests', [request, again])).toEqual([]);
    expect(await intake.deliver('intake.requests', [again])).toEqual([]);
    expect(await intake.chatRow(chatId)).toMatchObject({
      ...{ team_id: teamId, customer_id: 'c-9', state: 'waiting', requested_at: new Date('2026-11-22T10:00:00.000Z') },
    });
    expect(
      await intake.rows('SELECT first_message, customer_name FROM chat_content WHERE chat_id = $1', [chatId]),
    ).toEqual([{ first_message: 'Hello', customer_name: 'Kim' }]);
    expect(await intake.outbox()).toEqual([]);
  });

  it('refuses other content and another team for a chat id, inside a batch exactly as against the table', async () => {
    const first = aRequest();
    const { chatId } = first.data;
    const changed = { ...first, data: { ...first.data, firstMessage: 'Other' } };
    const foreign = { ...first, data: { ...first.data, teamId: uuidv7() } };
    const bystander = aRequest();
    const conflicts = [
      { chatId, code: 'CHAT.CONFLICT' },
      { chatId, code: 'CHAT.CONFLICT' },
    ];
    expect(await intake.deliver('intake.requests', [first, changed, foreign, bystander])).toEqual(conflicts);
    const inTable = [
      ...(await intake.deliver('intake.requests', [changed])),
      ...(await intake.deliver('intake.requests', [foreign])),
    ];
    expect(inTable).toEqual(conflicts);
    expect(await intake.chatRow(chatId)).toMatchObject({ team_id: first.data.teamId, customer_id: 'c-1' });
    expect(await intake.chatRow(bystander.data.chatId)).toMatchObject({ customer_id: 'c-1' });
  });

  it('completes a chat that routing spoke of before, and keeps its state', async () => {
    const request = aRequest({ firstMessage: 'Hello' });
    const { chatId, teamId } = request.data;
    await intake.deliver('intake.lifecycle', [routingOf(chatId, teamId).assigned(2, 'Ann')]);
    expect(await intake.deliver('intake.requests', [request])).toEqual([]);
    expect(await intake.deliver('intake.requests', [request])).toEqual([]);
    expect(await intake.chatRow(chatId)).toMatchObject({ state: 'in_progress', agent_name: 'Ann', customer_id: 'c-1' });
    const foreign = aRequest({ chatId: uuidv7() });
    await intake.deliver('intake.lifecycle', [routingOf(foreign.data.chatId, uuidv7()).queued(1)]);
    expect(await intake.deliver('intake.requests', [foreign])).toEqual([
      { chatId: foreign.data.chatId, code: 'CHAT.CONFLICT' },
    ]);
  });

  it('knows what came in over HTTP', async () => {
    const channel = aChannel();
    await intake.deliver('intake.configuration', [channel.event]);
    const body = { customer: { id: 'c', attributes: { b: 1, a: 'x' } }, firstMessage: 'Hello' };
    const { body: answer } = await intake.requestChat(channel.secret, body);
    const events = (await intake.outbox(answer['chatId'] as string)) as CloudEvent<'chat.requested'>[];
    expect(events).toHaveLength(1);
    expect(await intake.deliver('intake.requests', events)).toEqual([]);
  });

  it('records the same 300 requests once when two deliver them at once', async () => {
    const requests = Array.from({ length: 300 }, () => aRequest());
    const refused = await Promise.all([
      intake.deliver('intake.requests', requests),
      intake.deliver('intake.requests', requests.toReversed()),
    ]);
    expect(refused).toEqual([[], []]);
    const ids = requests.map(({ data }) => data.chatId);
    expect(await intake.rows('SELECT count(*)::int AS count FROM chat_content WHERE chat_id = ANY($1)', [ids])).toEqual(
      [{ count: 300 }],
    );
  });
});
