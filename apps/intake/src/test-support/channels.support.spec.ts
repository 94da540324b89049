import { aChannel, routingOf } from './builders.support.spec';
import type { Answer, IntakeUnderTest } from './intake-app.support.spec';

export interface Chat {
  id: string;
  token: string;
}

/** Two channels of one team and one of another, and what their customers and servers do with a chat. */
export class Channels {
  readonly channel = aChannel();
  readonly sister = aChannel({ teamId: this.channel.teamId });
  readonly stranger = aChannel();

  private constructor(private readonly intake: IntakeUnderTest) {}

  static async of(intake: IntakeUnderTest): Promise<Channels> {
    const channels = new Channels(intake);
    const { channel, sister, stranger } = channels;
    await intake.deliver('intake.configuration', [channel.event, sister.event, stranger.event]);
    return channels;
  }

  async aChat(as = this.channel.secret): Promise<Chat> {
    const { body } = await this.intake.requestChat(as, { customer: { id: 'c-1' }, firstMessage: 'Hello' });
    return { id: body['chatId'] as string, token: body['token'] as string };
  }

  readonly show = (chat: Chat, as = chat.token): Promise<Answer> =>
    this.intake.call('GET', `/chats/${chat.id}`, { as });

  readonly cancel = (chat: Chat, as = chat.token, body?: unknown): Promise<Answer> =>
    this.intake.call('POST', `/chats/${chat.id}/cancel`, { as, ...(body === undefined ? {} : { body }) });

  readonly renew = (chat: Chat, as = chat.token): Promise<Answer> =>
    this.intake.call('POST', `/chats/${chat.id}/token`, { as });

  /** Routing's events about a chat of `channel`. */
  routing(chat: Chat) {
    return routingOf(chat.id, this.channel.teamId);
  }
}
