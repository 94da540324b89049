import { HeldStream, Refused } from '@switchboard/client';
import type { StreamEvent } from '@switchboard/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { bodyOf, type Clients, clientsFor } from '../api/clients';
import type { ChatMessage, CustomersChat } from '../api/types';
import { Transcripts } from '../chat/transcripts';
import { Writing } from '../chat/writing';
import { keepChat, type KeptChat } from './kept-chat';

export const chatKey = (chatId: string) => ['chat', chatId] as const;

const renewMs = 6 * 3_600_000;

/** Keeps the customer's chat and its transcript in the query cache as they are: read once, then changed by the stream. */
export class CustomerFeed {
  readonly clients: Clients;
  readonly transcripts: Transcripts;
  private stream: HeldStream | undefined;

  constructor(
    private readonly client: QueryClient,
    private kept: KeptChat,
    private readonly onGone: () => void,
  ) {
    this.clients = clientsFor(() => this.kept.token, onGone);
    this.transcripts = new Transcripts(client, this.clients.intake, new Writing('customer'));
  }

  get chatId(): string {
    return this.kept.chatId;
  }

  /** Holds the stream until the returned function is called. */
  start(): () => void {
    const stop = new AbortController();
    this.stream = new HeldStream(
      {
        url: `/api/v1/intake/chats/${this.chatId}/stream`,
        token: () => this.kept.token,
        onOpen: () => undefined,
        onLost: () => undefined,
        onEvent: (event) => this.hear(event),
      },
      stop.signal,
    );
    this.stream.hold().catch((error: unknown) => error instanceof Refused && this.onGone());
    const renewal = setInterval(() => void this.renew(), renewMs);
    return () => {
      clearInterval(renewal);
      stop.abort();
    };
  }

  async readChat(): Promise<CustomersChat> {
    const path = { id: this.chatId };
    return bodyOf(this.clients.intake.GET('/api/v1/intake/chats/{id}', { params: { path } }));
  }

  /** The customer leaves; what becomes of the chat comes by the stream. */
  async leave(): Promise<void> {
    const path = { id: this.chatId };
    this.changed(await bodyOf(this.clients.intake.POST('/api/v1/intake/chats/{id}/cancel', { params: { path } })));
  }

  private hear({ event, data }: StreamEvent): void {
    if (event === 'ready' || event === 'reset') void this.client.invalidateQueries();
    if (event === 'message') this.transcripts.hear(JSON.parse(data) as ChatMessage);
    if (event === 'chat') this.changed(JSON.parse(data) as CustomersChat);
  }

  private changed(chat: CustomersChat): void {
    this.client.setQueryData(chatKey(this.chatId), chat);
  }

  /** Tokens last a day; who stays longer gets another. A failure is made good by the next. */
  private async renew(): Promise<void> {
    const path = { id: this.chatId };
    const token = await bodyOf(this.clients.intake.POST('/api/v1/intake/chats/{id}/token', { params: { path } })).catch(
      () => undefined,
    );
    if (!token) return;
    this.kept = { ...this.kept, ...token };
    keepChat(this.kept);
    this.stream?.refresh();
  }
}
