import { Signal } from '../../app/signal';

export interface AttentionView {
  /** The chats whose end the agent has in sight: what comes there is seen at once. */
  readonly watched: ReadonlySet<string>;
  /** The chat that the agent has claimed and turns to once it is there. */
  readonly wanted: string | undefined;
}

/** Where the agent looks, and where they want to be next. */
export class Attention {
  private now: AttentionView = { watched: new Set(), wanted: undefined };
  /** The chat that the agent ends or passes on by themselves, and turns from to the next. */
  private leaving: string | undefined;
  private readonly changed = new Signal<void>();
  readonly listen = this.changed.listen;

  readonly get = (): AttentionView => this.now;

  /** The end of the chat has come in sight, or has gone out of it. */
  watch(chatId: string, isWatched: boolean): void {
    if (this.now.watched.has(chatId) === isWatched) return;
    const others = [...this.now.watched].filter((id) => id !== chatId);
    this.change({ watched: new Set(isWatched ? [...others, chatId] : others) });
  }

  /** The agent has asked for the chat. */
  want(chatId: string): void {
    this.change({ wanted: chatId });
  }

  /** The agent is with the chat, or does not get it. Whoever has asked for another one since still wants that. */
  unwant(chatId: string): void {
    if (this.now.wanted === chatId) this.change({ wanted: undefined });
  }

  /** The agent has asked for the end of the chat, or has passed it on. */
  leave(chatId: string): void {
    this.leaving = chatId;
  }

  /** The agent has the chat still, as that was refused. */
  stay(chatId: string): void {
    if (this.leaving === chatId) this.leaving = undefined;
  }

  /** Whether it is by the agent's own doing in this tab that the chat goes. */
  isLeaving(chatId: string): boolean {
    return this.leaving === chatId;
  }

  private change(part: Partial<AttentionView>): void {
    this.now = { ...this.now, ...part };
    this.changed.emit();
  }
}
