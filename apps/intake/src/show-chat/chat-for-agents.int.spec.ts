import { uuidv7 } from '@switchboard/contracts';
import { aRequest, routingOf } from '../test-support/builders.support.spec';
import { useIntake } from '../test-support/use-intake.support.spec';

const customer = { id: 'c-7', name: 'Cy', locale: 'de', attributes: { tier: 'gold' } };
const { intake, at } = useIntake();

describe('what agents and managers of the team see', () => {
  const look = async (chatId: string, role: string, teamId = at.channel.teamId) =>
    intake.call('GET', `/chats/${chatId}`, { as: await intake.accountToken(teamId, [role]) });

  it('who the customer is and which channel it was, beside what the customer sees', async () => {
    const { body } = await intake.requestChat(at.channel.secret, { customer, firstMessage: 'Hello' });
    const chat = { id: body['chatId'] as string, token: body['token'] as string };
    const { id: agentId } = await at.assign(chat);
    const { body: shown } = await at.show(chat);
    for (const role of ['agent', 'manager']) {
      const { status, body: seen } = await look(chat.id, role);
      const channel = { id: at.channel.id, name: 'Web' };
      const more = {
        customer,
        customerProven: true,
        channel,
        lastAgent: { id: agentId, name: 'Ann' },
        tags: [],
        noteCount: 0,
      };
      expect([status, seen]).toEqual([200, { ...shown, ...more }]);
    }
  });

  it('a chat that is known from routing’s events only, and one from upstream', async () => {
    const [early, upstream] = [uuidv7(), aRequest({ teamId: at.channel.teamId })];
    await intake.deliver('intake.lifecycle', [routingOf(early, at.channel.teamId).queued(1)]);
    await intake.deliver('intake.requests', [upstream]);
    expect((await look(early, 'agent')).body).toMatchObject({ state: 'waiting', customer: null, channel: null });
    const seen = (await look(upstream.data.chatId, 'agent')).body;
    expect(seen).toMatchObject({ customer: { id: 'c-1' }, channel: null, lastAgent: null });
  });

  it('whether anybody vouches for the customer’s id, which a page cannot', async () => {
    const { channel } = at;
    const upstream = aRequest({ teamId: channel.teamId });
    const byKey = aRequest({ teamId: channel.teamId, channelId: channel.id });
    await intake.deliver('intake.requests', [upstream, byKey]);
    const { body } = await intake.call('POST', '/chats', {
      as: channel.publishable,
      body: { customer },
      headers: { 'idempotency-key': uuidv7(), origin: 'https://shop.example' },
    });
    const proven = [upstream.data.chatId, byKey.data.chatId, body['chatId'] as string].map(
      async (chatId) => (await look(chatId, 'agent')).body['customerProven'],
    );
    expect(await Promise.all(proven)).toEqual([true, false, false]);
  });

  it('who had the chat at its end, though the customer is not told any more', async () => {
    const chat = await at.aChat();
    const { id } = await at.assign(chat);
    await intake.deliver('intake.lifecycle', [at.routing(chat).ended(3)]);
    expect((await look(chat.id, 'agent')).body).toMatchObject({ agent: null, lastAgent: { id, name: 'Ann' } });
  });

  it('nothing of another team', async () => {
    const chat = await at.aChat();
    expect(await look(chat.id, 'manager', at.stranger.teamId)).toMatchObject({
      status: 404,
      body: { code: 'CHAT.NOT_FOUND' },
    });
  });
});
