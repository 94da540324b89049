import { checkData } from '@switchboard/contracts';
import { useIntake } from '../test-support/use-intake.support.spec';

const { intake, at } = useIntake();

describe('POST /chats/{id}/cancel', () => {
  it('announces the leaving once, with its reason, and leaves the outcome to routing', async () => {
    const chat = await at.aChat();
    const first = await at.cancel(chat, chat.token, { reason: 'found it myself' });
    const again = await at.cancel(chat, at.channel.secret);
    expect(first).toMatchObject({ status: 200, body: { state: 'waiting' } });
    expect(first.body['cancelRequestedAt']).toEqual(expect.any(String));
    expect(again).toMatchObject({ status: 200, body: first.body });
    const [, event, ...more] = await intake.outbox(chat.id);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ type: 'chat.cancelled.v1', partitionkey: at.channel.teamId });
    expect(checkData('chat.cancelled', event?.data)).toEqual({
      ...{ chatId: chat.id, teamId: at.channel.teamId, reason: 'found it myself' },
    });
    await intake.deliver('intake.lifecycle', [at.routing(chat).ended(1, 'cancelled')]);
    expect((await at.show(chat)).body).toMatchObject({ state: 'cancelled', endedAt: '2026-11-22T10:05:00.000Z' });
  });

  it('announces once when many do it at once', async () => {
    const chat = await at.aChat();
    const answers = await Promise.all(Array.from({ length: 8 }, () => at.cancel(chat)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    expect(await intake.outbox(chat.id)).toHaveLength(2);
  });

  it('beside an assignment loses neither', async () => {
    const chats = await Promise.all(Array.from({ length: 10 }, () => at.aChat()));
    await Promise.all(
      chats.flatMap((chat) => [at.cancel(chat), intake.deliver('intake.lifecycle', [at.routing(chat).assigned(2)])]),
    );
    for (const chat of chats) {
      const { body } = await at.show(chat);
      expect(body).toMatchObject({ state: 'in_progress', cancelRequestedAt: expect.any(String) as string });
      expect(await intake.outbox(chat.id)).toHaveLength(2);
    }
  });

  it('announces nothing once the chat is over', async () => {
    const chat = await at.aChat();
    await intake.deliver('intake.lifecycle', [at.routing(chat).ended(3)]);
    expect(await at.cancel(chat)).toMatchObject({ status: 200, body: { state: 'ended', cancelRequestedAt: null } });
    expect(await intake.outbox(chat.id)).toHaveLength(1);
  });

  it('takes an empty object, and no body at all', async () => {
    expect((await at.cancel(await at.aChat(), at.channel.secret, {})).status).toBe(200);
    expect((await at.cancel(await at.aChat(), at.channel.secret)).status).toBe(200);
  });
});
