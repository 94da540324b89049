import {
  type CloudEvent,
  type SendMessageBody,
  type Transcript,
  type TranscriptMessage,
  uuidv7,
} from '@switchboard/contracts';
import { Fault, lineOf } from './fault';
import type { HttpClient } from './http-client';
import type { RoutingApi } from './routing-api';
import { lineOfSaid } from './words';

export interface ConversationsOptions {
  http: HttpClient;
  routing: RoutingApi;
  say: (line: string) => void;
  complain: (line: string) => void;
}

const pathOf = (chatId: string): string => `/api/v1/intake/chats/${chatId}/messages`;

/** What is said in the agent's chats, each message shown once and in its order. */
export class Conversations {
  /** Of each chat the number of the last message that was shown. */
  private readonly shown = new Map<string, number>();
  private work: Promise<void> = Promise.resolve();

  constructor(private readonly o: ConversationsOptions) {}

  /** Follows the stream. A number that does not follow the last one means that something is still to be read. */
  hear({ data }: CloudEvent<'chat.message'>): void {
    this.inTurn(data.chatId, async () => {
      if (data.seq === this.last(data.chatId) + 1) this.show(data);
      else if (data.seq > this.last(data.chatId)) await this.readOn(data.chatId);
    });
  }

  /** Shows what was said before the stream brought that the chat is the agent's (docs/decisions/0014). */
  read(chatId: string): void {
    this.inTurn(chatId, () => this.readOn(chatId));
  }

  /** @throws Refused, Fault */
  async write(chatId: string, text: string): Promise<void> {
    const { assignmentId } = await this.o.routing.chat(chatId);
    if (assignmentId === null) throw new Fault('the chat is nobody’s');
    const body: SendMessageBody = { messageId: uuidv7(), text, assignmentId };
    await this.o.http.send('POST', pathOf(chatId), body);
  }

  private inTurn(chatId: string, what: () => Promise<void>): void {
    this.work = this.work
      .then(what)
      .catch((error: unknown) => this.o.complain(`What is said in ${chatId} cannot be read: ${lineOf(error)}`));
  }

  private async readOn(chatId: string): Promise<void> {
    for (let more = true; more;) {
      const last = this.last(chatId);
      const query = last < 0 ? '' : `&after=${last}`;
      const page = await this.o.http.send<Transcript>('GET', `${pathOf(chatId)}?limit=200${query}`);
      for (const message of page.items) this.show(message);
      more = page.nextCursor !== null;
    }
  }

  private show(message: Pick<TranscriptMessage, 'chatId' | 'seq' | 'author' | 'text'>): void {
    this.shown.set(message.chatId, message.seq);
    this.o.say(lineOfSaid(message));
  }

  private last(chatId: string): number {
    return this.shown.get(chatId) ?? -1;
  }
}
