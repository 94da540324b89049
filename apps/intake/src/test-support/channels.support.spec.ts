import { type CloudEvent, uuidv7 } from '@switchboard/contracts';
import { aChannel, routingOf } from './builders.support.spec';
import type { Answer, IntakeUnderTest } from './intake-app.support.spec';

export interface Chat {
  id: string;
  token: string;
}

/** An agent to whom routing has given a chat. */
export interface Owner {
  id: string;
  token: string;
  assignmentId: string;
}

export interface Saying {
  messageId?: string;
  text?: unknown;
  assignmentId?: string;
}

/** Two channels of one team and one of another, and what their customers and servers do with a chat. */
export class Channels {
  readonly channel = aChannel();
  readonly sister = aChannel({ teamId: this.channel.teamId });
  readonly stranger = aChannel();

  constructor(private readonly intake: IntakeUnderTest) {}

  static async of(intake: IntakeUnderTest): Promise<Channels> {
    const channels = new Channels(intake);
    await channels.configure();
    return channels;
  }

  /** Tells intake of them, as settings would. */
  async configure(): Promise<void> {
    const { channel, sister, stranger } = this;
    await this.intake.deliver('intake.configuration', [channel.event, sister.event, stranger.event]);
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

  /** POST /chats/{id}/messages, with a new messageId unless one is given. */
  readonly say = (
    chat: Chat,
    as: string,
    { messageId = uuidv7(), text = 'Hi', ...more }: Saying = {},
  ): Promise<Answer> =>
    this.intake.call('POST', `/chats/${chat.id}/messages`, { as, body: { messageId, text, ...more } });

  readonly transcript = (chat: Chat, as = chat.token, query = ''): Promise<Answer> =>
    this.intake.call('GET', `/chats/${chat.id}/messages${query}`, { as });

  readonly read = (chat: Chat, as: string, seq: unknown, more: object = {}): Promise<Answer> =>
    this.intake.call('PUT', `/chats/${chat.id}/read`, { as, body: { seq, ...more } });

  readonly types = (chat: Chat, as: string, body?: unknown): Promise<Answer> =>
    this.intake.call('POST', `/chats/${chat.id}/typing`, { as, ...(body === undefined ? {} : { body }) });

  /** The agent whom this assignment names, with a token; intake is not told of it. */
  async ownerBy({ data }: CloudEvent<'chat.assigned'>): Promise<Owner> {
    const { assignmentId, agent, teamId } = data;
    return { id: agent.id, assignmentId, token: await this.intake.accountToken(teamId, ['agent'], agent.id) };
  }

  /** Assigns the chat and tells intake. */
  async assign(chat: Chat, teamSeq = 2): Promise<Owner> {
    const event = this.routing(chat).assigned(teamSeq);
    await this.intake.deliver('intake.lifecycle', [event]);
    return this.ownerBy(event);
  }

  /** Routing's events about a chat of `channel`. */
  routing(chat: Chat) {
    return routingOf(chat.id, this.channel.teamId);
  }
}
