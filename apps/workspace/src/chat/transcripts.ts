import { Refused } from '@switchboard/client';
import type { QueryClient } from '@tanstack/react-query';
import { bodyOf, type Clients } from '../api/clients';
import type { ChatMessage } from '../api/types';
import {
  completeUpTo,
  discarded,
  emptyTranscript,
  failed,
  hasGap,
  type Outgoing,
  received,
  sending,
  type Transcript,
} from './transcript';

export const transcriptKey = (chatId: string) => ['transcript', chatId] as const;

const messagesOf = '/api/v1/intake/chats/{id}/messages' as const;

/** The transcripts in the query cache: read once, then changed by events; agents and customers use them alike. */
export class Transcripts {
  constructor(
    private readonly client: QueryClient,
    private readonly intake: Clients['intake'],
  ) {}

  /** Reads what is not known yet: all at first, later what follows the last message without a gap before it. */
  async read(chatId: string): Promise<Transcript> {
    const messages: ChatMessage[] = [];
    let after = completeUpTo(this.known(chatId));
    for (let more = true; more;) {
      const query = { limit: 200, ...(after === undefined ? {} : { after }) };
      const page = await bodyOf(this.intake.GET(messagesOf, { params: { path: { id: chatId }, query } }));
      messages.push(...page.items);
      after = page.items.at(-1)?.seq;
      more = page.nextCursor !== null;
    }
    return received(this.known(chatId), messages);
  }

  /** A message was heard of. Where one is missing before it, the transcript is read. */
  hear(message: ChatMessage): void {
    const { chatId } = message;
    // Where nobody has opened it yet it will be read whole.
    if (!this.client.getQueryData(transcriptKey(chatId))) return;
    this.update(chatId, (now) => received(now, [message]));
    if (hasGap(this.known(chatId))) this.refresh(chatId);
  }

  /** Reads again what may have been missed, if anybody looks at it. */
  refresh(chatId: string): void {
    void this.client.invalidateQueries({ queryKey: transcriptKey(chatId) });
  }

  /** The stream began anew: anything may have been missed. */
  refreshAll(): void {
    void this.client.invalidateQueries({ queryKey: ['transcript'] });
  }

  /** The chat is over for who is here. */
  forget(chatId: string): void {
    this.client.removeQueries({ queryKey: transcriptKey(chatId) });
  }

  /** Sends a text, or once more what could not be sent; the page shows how it goes. Resolves with the refusal, if any. */
  async send(chatId: string, what: string | Outgoing, assignmentId?: string): Promise<Refused | undefined> {
    const message = typeof what === 'string' ? newMessage(what) : what;
    const { messageId, text } = message;
    this.update(chatId, (now) => sending(now, message));
    try {
      const body = { messageId, text, ...(assignmentId === undefined ? {} : { assignmentId }) };
      const sent = await bodyOf(this.intake.POST(messagesOf, { params: { path: { id: chatId } }, body }));
      this.hear(sent);
      return undefined;
    } catch (error) {
      this.update(chatId, (now) => failed(now, messageId));
      return error instanceof Refused ? error : undefined;
    }
  }

  discard(chatId: string, messageId: string): void {
    this.update(chatId, (now) => discarded(now, messageId));
  }

  private known(chatId: string): Transcript {
    return this.client.getQueryData<Transcript>(transcriptKey(chatId)) ?? emptyTranscript;
  }

  private update(chatId: string, change: (now: Transcript) => Transcript): void {
    this.client.setQueryData<Transcript>(transcriptKey(chatId), (now) => change(now ?? emptyTranscript));
  }
}

const newMessage = (text: string): Omit<Outgoing, 'delivery'> => ({
  messageId: crypto.randomUUID(),
  text,
  sentAt: new Date().toISOString(),
});
