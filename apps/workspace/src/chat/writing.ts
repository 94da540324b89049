import { browserStorage, type PageStorage } from '../app/browser-storage';
import type { Outgoing } from './transcript';

const prefix = 'switchboard.writing.';

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

  private key(chatId: string, what: 'draft' | 'unsent'): string {
    return `${prefix}${this.owner}.${chatId}.${what}`;
  }

  private keep(key: string, text: string): void {
    if (text === '') this.storage.removeItem(key);
    else this.storage.setItem(key, text);
  }
}

/** Forgets what agents have written in this tab; for when one signs out of it. */
export function forgetAgentsWriting(storage: Storage = sessionStorage): void {
  for (const key of Object.keys(storage)) if (key.startsWith(`${prefix}agent.`)) storage.removeItem(key);
}
