import { HeldStream, pause, Refused } from '@switchboard/client';
import type { Activity, StreamEvent } from '@switchboard/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { bodyOf, type Clients, clientsFor } from '../api/clients';
import { readAgain } from '../api/read-again';
import type { ChatMessage, CustomersChat } from '../api/types';
import { Transcripts } from '../chat/transcripts';
import { Writing } from '../chat/writing';
import { ConnectionState } from '../connection/connection';
import type { KeptChat } from './kept-chat';

export const chatKey = (chatId: string) => ['chat', chatId] as const;

/** Half of the day that a token lasts. */
const halfLifeMs = 12 * 3_600_000;
const retryMs = 60_000;

export interface CustomerFeedOptions {
  client: QueryClient;
  chat: KeptChat;
  /** The chat has another token from now on. */
  onRenewed: (chat: KeptChat) => void;
  /** The server has no such chat for this customer any more, or no other token for it; its refusal says why. */
  onGone: (why: Refused) => void;
}

/** Keeps the customer's chat and its transcript in the query cache as they are: read once, then changed by the stream. */
export class CustomerFeed {
  readonly clients: Clients;
  readonly transcripts: Transcripts;
  readonly connection = new ConnectionState();
  private kept: KeptChat;
  private stream: HeldStream | undefined;
  private signal: AbortSignal | undefined;
  private renewing: Promise<boolean> | undefined;

  constructor(private readonly o: CustomerFeedOptions) {
    this.kept = o.chat;
    this.clients = clientsFor(
      () => this.kept.token,
      (refused) => this.replaceToken(refused),
    );
    this.transcripts = new Transcripts(o.client, this.clients.intake, new Writing('customer'));
  }

  get chatId(): string {
    return this.kept.chatId;
  }

  /** Holds the stream, and the right to it, until the returned function is called. */
  start(): () => void {
    const stop = new AbortController();
    this.signal = stop.signal;
    this.stream = new HeldStream(
      {
        url: `/api/v1/intake/chats/${this.chatId}/stream`,
        token: () => this.kept.token,
        replaceToken: (refused) => this.replaceToken(refused),
        onOpen: () => this.opened(),
        onLost: () => this.connection.change('lost'),
        onEvent: (event) => this.hear(event),
      },
      stop.signal,
    );
    // Why a token is not replaced its renewal has said.
    const isGone = (error: unknown): error is Refused => error instanceof Refused && error.status !== 401;
    this.stream.hold().catch((error: unknown) => isGone(error) && this.o.onGone(error));
    void this.keepToken(stop.signal);
    return () => stop.abort();
  }

  async readChat(): Promise<CustomersChat> {
    const path = { id: this.chatId };
    return bodyOf(this.clients.intake.GET('/api/v1/intake/chats/{id}', { params: { path } }));
  }

  /** The customer leaves; what becomes of the chat comes by the stream. */
  async leave(): Promise<void> {
    const path = { id: this.chatId };
    const before = this.shown;
    const chat = await bodyOf(this.clients.intake.POST('/api/v1/intake/chats/{id}/cancel', { params: { path } }));
    // What came by the stream meanwhile is newer than this answer.
    if (this.shown === before) this.changed(chat);
  }

  private get shown(): CustomersChat | undefined {
    return this.o.client.getQueryData(chatKey(this.chatId));
  }

  /** What is in no feed may have been missed while the stream was lost. */
  private opened(): void {
    if (this.connection.get() === 'lost') this.transcripts.refresh(this.chatId);
    this.connection.change('open');
  }

  private hear({ event, data }: StreamEvent): void {
    if (event === 'ready' || event === 'reset') void readAgain(this.o.client);
    if (event === 'message') this.transcripts.hear(JSON.parse(data) as ChatMessage);
    if (event === 'activity') this.transcripts.activity.hear(JSON.parse(data) as Activity);
    if (event === 'chat') this.changed(JSON.parse(data) as CustomersChat);
  }

  private changed(chat: CustomersChat): void {
    const queryKey = chatKey(this.chatId);
    // A read that is under way may bring how it was before.
    void this.o.client.cancelQueries({ queryKey });
    this.o.client.setQueryData(queryKey, chat);
  }

  /** Renews the token when half of its life is over, at once where a page was opened later than that. */
  private async keepToken(signal: AbortSignal): Promise<void> {
    for (let leastMs = 0; !signal.aborted; leastMs = retryMs) {
      const dueInMs = Date.parse(this.kept.tokenExpiresAt) - halfLifeMs - Date.now();
      // Clocks of customers may be wrong by years.
      await pause(Math.min(Math.max(dueInMs, leastMs), halfLifeMs), signal);
      // A failure is made good by the next time.
      if (!signal.aborted) await this.renew().catch(() => undefined);
    }
  }

  /** As HeldStream and the clients ask for it: whether there is another token for one that was refused. */
  private async replaceToken(refused: string): Promise<boolean> {
    return refused !== this.kept.token || this.renew();
  }

  /** One renewal at a time, for all who wait for it. */
  private renew(): Promise<boolean> {
    return (this.renewing ??= this.askForToken().finally(() => (this.renewing = undefined)));
  }

  private async askForToken(): Promise<boolean> {
    const params = { path: { id: this.chatId } };
    // Renewing is not tried again by renewing.
    const { intake } = clientsFor(() => this.kept.token);
    try {
      const token = await bodyOf(intake.POST('/api/v1/intake/chats/{id}/token', { params }));
      if (this.signal?.aborted) return false;
      this.kept = { ...this.kept, ...token };
    } catch (error) {
      if (!(error instanceof Refused) || error.isPassing) throw error;
      if (!this.signal?.aborted) this.o.onGone(error);
      return false;
    }
    this.o.onRenewed(this.kept);
    this.stream?.refresh();
    return true;
  }
}
