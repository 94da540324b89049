import { Refused } from '@switchboard/client';
import type { Activity } from '@switchboard/contracts';
import { bodyOf, type Clients } from '../api/clients';
import type { ReadMarks } from '../api/types';
import { lastSaid, type Transcript } from './transcript';
import { Typing } from './typing';

/** Others show that somebody is typing for longer than this. */
const tellTypingMs = 3_000;
/** What is seen within this time is told at once. */
const gatherMs = 300;
const retryMs = 5_000;

interface Seen {
  readonly seq: number;
  readonly assignmentId: string | undefined;
}

/** What the sides of chats do beside writing, they read and are typing: tells of the reader's own, hears of the other's. */
export class ChatActivity {
  readonly typing = new Typing();
  /** When it was last told that the reader is typing, by chat. */
  private readonly toldTyping = new Map<string, number>();
  /** How far the reader has seen each chat: what intake is to have. */
  private readonly seen = new Map<string, Seen>();
  /** Up to which number of each chat intake has it. */
  private readonly told = new Map<string, number>();
  /** The chats of which something is about to be told, or under way: what is seen meanwhile is told behind it. */
  private readonly telling = new Set<string>();

  constructor(
    private readonly intake: Clients['intake'],
    private readonly onRead: (chatId: string, read: Partial<ReadMarks>) => void,
    private readonly known: (chatId: string) => Transcript,
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
    const seq = lastSaid(this.known(chatId));
    const body = { ...bodyFor(assignmentId), ...(seq === undefined ? {} : { seq }) };
    const params = { path: { id: chatId } };
    this.intake.POST('/api/v1/intake/chats/{id}/typing', { params, body }).catch(() => undefined);
  }

  /** What the reader was typing is sent: the next letter is news. */
  wrote(chatId: string): void {
    this.toldTyping.delete(chatId);
  }

  /** The reader has seen the messages up to `seq`. Told until intake has it, or will not have it from this reader. */
  saw(chatId: string, seq: number, assignmentId?: string): void {
    const before = this.seen.get(chatId);
    if (before && seq <= before.seq && assignmentId === before.assignmentId) return;
    this.seen.set(chatId, { seq: Math.max(seq, before?.seq ?? 0), assignmentId });
    this.markWithin(chatId, gatherMs);
  }

  private markWithin(chatId: string, ms: number): void {
    if (this.telling.has(chatId)) return;
    const seen = this.seen.get(chatId);
    if (!seen || seen.seq <= (this.told.get(chatId) ?? -1)) return;
    this.telling.add(chatId);
    setTimeout(() => void this.mark(chatId, this.seen.get(chatId) ?? seen), ms);
  }

  /** Tells how far was seen, and then what was seen meanwhile. */
  private async mark(chatId: string, seen: Seen): Promise<void> {
    const isAnswered = await this.put(chatId, seen);
    this.telling.delete(chatId);
    this.markWithin(chatId, isAnswered ? gatherMs : retryMs);
  }

  /** Whether intake has answered for good. */
  private async put(chatId: string, seen: Seen): Promise<boolean> {
    const body = { seq: seen.seq, ...bodyFor(seen.assignmentId) };
    const params = { path: { id: chatId } };
    try {
      this.onRead(chatId, await bodyOf(this.intake.PUT('/api/v1/intake/chats/{id}/read', { params, body })));
      this.told.set(chatId, seen.seq);
      return true;
    } catch (error) {
      if (!(error instanceof Refused) || error.isPassing) return false;
      // Unless more was seen since, or by another assignment, there is nothing to tell until the reader sees it again.
      if (this.seen.get(chatId) === seen) this.seen.delete(chatId);
      return true;
    }
  }
}

const bodyFor = (assignmentId: string | undefined) => (assignmentId === undefined ? {} : { assignmentId });
