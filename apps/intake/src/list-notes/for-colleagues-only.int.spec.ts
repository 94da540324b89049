import { StreamClient } from '@switchboard/testing';
import { useColleagues } from '../test-support/colleagues.support.spec';

const { intake, at, team } = useColleagues();

describe('tags and notes', () => {
  it('reach neither the customer nor a channel by anything that these can read, and no event', async () => {
    const chat = await at.aChat();
    const stream = await StreamClient.open(`${intake.url}/chats/${chat.id}/stream`, chat.token);
    await team.tag(chat, 'troublemaker');
    await team.note(chat, 'He is a troublemaker');
    const { token, assignmentId } = await at.assign(chat);
    await at.say(chat, token, { assignmentId, text: 'the last word' });
    await stream.received(2);
    const answers = [chat.token, at.channel.secret].flatMap((as) => [
      at.show(chat, as),
      at.transcript(chat, as),
      at.say(chat, as),
    ]);
    const told = JSON.stringify([
      (await Promise.all(answers)).map(({ status, body }) => ({ status, body })),
      (await at.renew(chat)).body,
      (await at.cancel(chat)).body,
      await intake.outbox(),
      stream.text,
    ]);
    stream.close();
    expect(told).toContain('the last word');
    expect(told).not.toMatch(/troublemaker|noteCount|"tags"/);
  });

  it('are none of the business of customers and channels: 403, and nothing is changed', async () => {
    const chat = await at.aChat();
    await team.tag(chat, 'vip');
    const forbidden = { status: 403, body: { code: 'AUTH.FORBIDDEN' } };
    for (const as of [chat.token, at.channel.secret]) {
      expect(await team.tag(chat, 'mine', as)).toMatchObject(forbidden);
      expect(await team.untag(chat, 'vip', as)).toMatchObject(forbidden);
      expect(await team.note(chat, 'mine', { as })).toMatchObject(forbidden);
      expect(await team.notes(chat, '', as)).toMatchObject(forbidden);
      expect(await intake.call('GET', '/tags', { as })).toMatchObject(forbidden);
    }
    expect((await at.show(chat, team.bob)).body).toMatchObject({ tags: ['vip'], noteCount: 0 });
  });
});
