import type { News } from './apply-event';

/** Longer than it takes to read who somebody is, as long as that works. */
const patienceMs = 2_000;

/**
 * Tells of a new chat once it is known whose it is, as the event of it does not say; but not much later. Other news is told
 * at once.
 */
export class NamedNews {
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(private readonly tell: (news: News) => void) {}

  /** @param isNamed whether it is known already whose the chat is */
  add(news: News, isNamed: boolean): void {
    if (news.kind !== 'assigned' || isNamed) return this.tell(news);
    const { chatId } = news;
    this.forget(chatId);
    this.waiting.set(
      chatId,
      setTimeout(() => this.named(chatId), patienceMs),
    );
  }

  /** It is known now whose the chat is, or is not going to be. */
  named(chatId: string): void {
    if (this.forget(chatId)) this.tell({ kind: 'assigned', chatId });
  }

  /** The chat is not the agent's any more: that it was new is no news. Returns whether it had not been told yet. */
  forget(chatId: string): boolean {
    clearTimeout(this.waiting.get(chatId));
    return this.waiting.delete(chatId);
  }
}
