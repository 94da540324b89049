import { Refused } from '@switchboard/client';
import type { RoutingChat } from '../../api/types';

export interface DetailsLoaderOptions {
  read: (chatId: string) => Promise<RoutingChat>;
  /** Called with the chat as it is now. */
  onRead: (chat: RoutingChat) => void;
  retryMs?: number;
}

const atOnce = 6;

/** Events name a chat only; this reads who it is, few at a time, so that a rush of requests is no rush of calls. */
export class DetailsLoader {
  private readonly wanted = new Set<string>();
  private reading = 0;

  constructor(private readonly o: DetailsLoaderOptions) {}

  want(chatId: string): void {
    this.wanted.add(chatId);
    this.next();
  }

  /** The chat is on the board no more. */
  forget(chatId: string): void {
    this.wanted.delete(chatId);
  }

  private next(): void {
    for (const chatId of this.wanted) {
      if (this.reading >= atOnce) return;
      this.wanted.delete(chatId);
      this.reading += 1;
      void this.read(chatId).finally(() => {
        this.reading -= 1;
        this.next();
      });
    }
  }

  private async read(chatId: string): Promise<void> {
    try {
      this.o.onRead(await this.o.read(chatId));
    } catch (error) {
      const isGone = error instanceof Refused && !error.isPassing;
      if (!isGone) setTimeout(() => this.want(chatId), this.o.retryMs ?? 2_000);
    }
  }
}
