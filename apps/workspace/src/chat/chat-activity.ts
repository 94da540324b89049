import { Refused } from '@switchboard/client';
import type { Activity } from '@switchboard/contracts';
import { bodyOf, type Clients } from '../api/clients';
import type { ReadMarks } from '../api/types';
import { Typing } from './typing';

/** Others show that somebody is typing for longer than this. */
const tellTypingMs = 3_000;
/** What is seen within this time is told at once. */
const gatherMs = 300;
const retryMs = 5_000;

/** What the sides of chats do beside writing, they read and are typing: tells of the reader's own, hears of the other's. */
export class ChatActivity {
  readonly typing = new Typing();
  /** When it was last told that the reader is typing, by chat. */
  private readonly toldTyping = new Map<string, number>();
  /** Up to which number the reader has seen each chat, as far as that is told or about to be. */
  private readonly seen = new Map<string, number>();
  private readonly gathering = new Set<string>();

  constructor(
    private readonly intake: Clients['intake'],
    private readonly onRead: (chatId: string, read: Partial<ReadMarks>) => void,
  ) {}

  hear({ chatId, side, kind, seq }: Activity): void {
    if (kind === 'typing') this.typing.heard(chatId, side, seq);
    else this.onRead(chatId, { [side]: seq });
  }

  /** The reader is typing. That this is told is not worth an error or a second try. */
  types(chatId: string, assignmentId?: string): void {
    const now = Date.now();
    if (now - (this.toldTyping.get(chatId) ?? 0) < tellTypingMs) return;
    this.toldTyping.set(chatId, now);
    const body = bodyFor(assignmentId);
    const params = { path: { id: chatId } };
    this.intake.POST('/api/v1/intake/chats/{id}/typing', { params, body }).catch(() => undefined);
  }

  /** What the reader was typing is sent: the next letter is news. */
  wrote(chatId: string): void {
    this.toldTyping.delete(chatId);
  }

  /** The reader has seen the messages up to `seq`. Told until intake has it, or will not have it from this reader. */
  saw(chatId: string, seq: number, assignmentId?: string): void {
    if (seq <= (this.seen.get(chatId) ?? -1)) return;
    this.seen.set(chatId, seq);
    if (this.gathering.has(chatId)) return;
    this.gathering.add(chatId);
    setTimeout(() => {
      this.gathering.delete(chatId);
      void this.mark(chatId, assignmentId);
    }, gatherMs);
  }

  private async mark(chatId: string, assignmentId: string | undefined): Promise<void> {
    const seq = this.seen.get(chatId) ?? 0;
    const body = { seq, ...bodyFor(assignmentId) };
    const params = { path: { id: chatId } };
    try {
      this.onRead(chatId, await bodyOf(this.intake.PUT('/api/v1/intake/chats/{id}/read', { params, body })));
    } catch (error) {
      this.seen.delete(chatId);
      const mayPass = !(error instanceof Refused) || error.isPassing;
      if (mayPass) setTimeout(() => this.saw(chatId, seq, assignmentId), retryMs);
    }
  }
}

const bodyFor = (assignmentId: string | undefined) => (assignmentId === undefined ? {} : { assignmentId });
