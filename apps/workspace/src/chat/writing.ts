import { newId } from '../app/new-id';
import { browserStorage, type PageStorage } from '../app/browser-storage';
import type { Outgoing } from './transcript';

const prefix = 'switchboard.writing.';
/** Before all that agents leave in this tab: signing out of it forgets that. */
export const agentsPrefix = `${prefix}agent.`;

/** A note that is being written. The id is that of this text, so that adding it again after a failure makes one note. */
export interface NoteDraft {
  readonly text: string;
  readonly noteId: string;
}

/** A note of this text that was not tried yet. */
export const newNote = (text: string): NoteDraft => ({ text, noteId: newId() });

/** What somebody has written in this tab and not sent: it survives a reload, and is nobody else's. */
export class Writing {
  /** @param owner whose it is: `agent.<account>` or `customer` */
  constructor(
    private readonly owner: string,
    private readonly storage: PageStorage = browserStorage('sessionStorage'),
  ) {}

  draft(chatId: string): string {
    return this.storage.getItem(this.key(chatId, 'draft')) ?? '';
  }

  keepDraft(chatId: string, text: string): void {
    this.keep(this.key(chatId, 'draft'), text);
  }

  /** @returns undefined where no note is being written */
  note(chatId: string): NoteDraft | undefined {
    const kept = this.storage.getItem(this.key(chatId, 'note'));
    return kept === null ? undefined : (JSON.parse(kept) as NoteDraft);
  }

  keepNote(chatId: string, note: NoteDraft): void {
    this.keep(this.key(chatId, 'note'), note.text === '' ? '' : JSON.stringify(note));
  }

  /** The note has been added. Who has written on meanwhile keeps that. */
  forgetNote(chatId: string, noteId: string): void {
    if (this.note(chatId)?.noteId === noteId) this.keep(this.key(chatId, 'note'), '');
  }

  /** Whether a message that was on its way has arrived cannot be known after a reload; it can safely be sent again. */
  unsent(chatId: string): Outgoing[] {
    const text = this.storage.getItem(this.key(chatId, 'unsent')) ?? '[]';
    return (JSON.parse(text) as Outgoing[]).map((message) => ({ ...message, delivery: 'failed' }));
  }

  keepUnsent(chatId: string, messages: readonly Outgoing[]): void {
    this.keep(this.key(chatId, 'unsent'), messages.length === 0 ? '' : JSON.stringify(messages));
  }

  /** The chat is over: there is nobody to write to. */
  forget(chatId: string): void {
    this.keepDraft(chatId, '');
    this.keepUnsent(chatId, []);
  }

  private key(chatId: string, what: 'draft' | 'unsent' | 'note'): string {
    return `${prefix}${this.owner}.${chatId}.${what}`;
  }

  private keep(key: string, text: string): void {
    if (text === '') this.storage.removeItem(key);
    else this.storage.setItem(key, text);
  }
}

/** Forgets what agents have written, and what else they have left, in this tab; for when one signs out of it. */
export function forgetAgentsWriting(storage = browserStorage('sessionStorage')): void {
  for (const key of Object.keys(storage)) if (key.startsWith(agentsPrefix)) storage.removeItem(key);
}
