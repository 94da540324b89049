import { Refused } from '@switchboard/client';
import type { QueryClient } from '@tanstack/react-query';
import { newId } from '../app/new-id';
import { bodyOf, type Clients } from '../api/clients';
import { readAgain } from '../api/read-again';
import type { ChatMessage, ReadMarks } from '../api/types';
import { ChatActivity } from './chat-activity';
import {
  completeUpTo,
  discarded,
  emptyTranscript,
  failed,
  hasGap,
  nextToSend,
  type Outgoing,
  readUpTo,
  received,
  sending,
  sendingAgain,
  type Transcript,
} from './transcript';
import type { Writing } from './writing';

export const transcriptKey = (chatId: string) => ['transcript', chatId] as const;

const messagesOf = '/api/v1/intake/chats/{id}/messages' as const;

/** The transcripts in the query cache: read once, then changed by events; agents and customers use them alike. */
export class Transcripts {
  /** The chats in which a message is on its way. */
  private readonly delivering = new Set<string>();
  /** Heard while a chat's first read was under way, which may have missed it. */
  private readonly early = new Map<string, Transcript>();
  readonly activity: ChatActivity;

  constructor(
    private readonly client: QueryClient,
    private readonly intake: Clients['intake'],
    readonly writing: Writing,
  ) {
    this.activity = new ChatActivity(
      intake,
      (chatId, read) => this.heard(chatId, (now) => readUpTo(now, read)),
      (chatId) => this.known(chatId),
    );
  }

  /** Reads what is not known yet: all at first, later what follows the last message without a gap before it. */
  async read(chatId: string): Promise<Transcript> {
    const messages: ChatMessage[] = [];
    let read: Partial<ReadMarks> = {};
    let after = completeUpTo(this.known(chatId));
    for (let more = true; more;) {
      const query = { limit: 200, ...(after === undefined ? {} : { after }) };
      const page = await bodyOf(this.intake.GET(messagesOf, { params: { path: { id: chatId }, query } }));
      messages.push(...page.items);
      read = page.read;
      after = page.items.at(-1)?.seq;
      more = page.nextCursor !== null;
    }
    const early = this.early.get(chatId) ?? emptyTranscript;
    const marked = readUpTo(readUpTo(this.known(chatId), early.read), read);
    return received(marked, [...messages, ...early.messages]);
  }

  /** A message was heard of. Where one is missing before it, the transcript is read. */
  hear(message: ChatMessage): void {
    const { chatId } = message;
    this.heard(chatId, (now) => received(now, [message]));
    if (hasGap(this.known(chatId))) this.refresh(chatId);
    // One whose answer was lost may have arrived after all: those that it held up go on.
    void this.deliver(chatId);
  }

  /** Reads again what may have been missed, if anybody looks at it. */
  refresh(chatId: string): void {
    void readAgain(this.client, transcriptKey(chatId));
  }

  /** The stream began anew: anything may have been missed. */
  refreshAll(): void {
    void readAgain(this.client, ['transcript']);
  }

  /** The chat is over for who is here. */
  forget(chatId: string): void {
    this.early.delete(chatId);
    this.writing.forget(chatId);
    this.client.removeQueries({ queryKey: transcriptKey(chatId) });
  }

  /** Sends a text; the page shows how it goes. Resolves with the refusal, if any. */
  send(chatId: string, text: string, assignmentId?: string): Promise<Refused | undefined> {
    const message = { messageId: newId(), text, sentAt: new Date().toISOString(), assignmentId };
    this.update(chatId, (now) => sending(now, message));
    this.activity.wrote(chatId);
    return this.deliver(chatId);
  }

  /** Sends once more what could not be sent. */
  resend(chatId: string, messageId: string, assignmentId?: string): Promise<Refused | undefined> {
    this.update(chatId, (now) => sendingAgain(now, messageId, assignmentId));
    return this.deliver(chatId);
  }

  /** Gives up a message that could not be sent, and goes on with those behind it. */
  discard(chatId: string, messageId: string): Promise<Refused | undefined> {
    this.update(chatId, (now) => discarded(now, messageId));
    return this.deliver(chatId);
  }

  /** One after the other: two that are under way at once could change places. Stops at the first that fails. */
  private async deliver(chatId: string): Promise<Refused | undefined> {
    if (this.delivering.has(chatId)) return undefined;
    this.delivering.add(chatId);
    let refusal: Refused | undefined;
    for (let next; (next = nextToSend(this.known(chatId)));) refusal = await this.post(chatId, next);
    this.delivering.delete(chatId);
    return refusal;
  }

  private async post(chatId: string, { messageId, text, assignmentId }: Outgoing): Promise<Refused | undefined> {
    try {
      const body = { messageId, text, ...(assignmentId === undefined ? {} : { assignmentId }) };
      const sent = await bodyOf(this.intake.POST(messagesOf, { params: { path: { id: chatId } }, body }));
      this.update(chatId, (now) => discarded(now, messageId));
      this.hear(sent);
      return undefined;
    } catch (error) {
      this.update(chatId, (now) => failed(now, messageId));
      return error instanceof Refused ? error : undefined;
    }
  }

  /** Where nobody has opened the chat yet it will be read whole. */
  private heard(chatId: string, change: (now: Transcript) => Transcript): void {
    const queryKey = transcriptKey(chatId);
    if (this.client.getQueryData(queryKey)) this.update(chatId, change);
    else if (this.client.isFetching({ queryKey }) > 0)
      this.early.set(chatId, change(this.early.get(chatId) ?? emptyTranscript));
  }

  private known(chatId: string): Transcript {
    const known = this.client.getQueryData<Transcript>(transcriptKey(chatId));
    return known ?? { ...emptyTranscript, outgoing: this.writing.unsent(chatId) };
  }

  private update(chatId: string, change: (now: Transcript) => Transcript): void {
    const next = change(this.known(chatId));
    this.client.setQueryData<Transcript>(transcriptKey(chatId), next);
    this.writing.keepUnsent(chatId, next.outgoing);
  }
}
