import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { Transactions } from '@switchboard/persistence';
import { ChatRepository } from '../append-feed/chat.repository';
import { FeedRepository } from '../append-feed/feed.repository';
import { NotificationOptions } from '../notification.options';

const chunk = 5_000;

/** Forgets, now and then, what a feed no longer has to keep. */
@Injectable()
export class PruneFeed implements OnApplicationBootstrap {
  private readonly logger = new Logger(PruneFeed.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly feeds: FeedRepository,
    private readonly chats: ChatRepository,
    private readonly options: NotificationOptions,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running = this.prune().catch((error: Error) => this.logger.warn(`Pruning failed: ${error.message}`));
    }, this.options.timings.pruneMs);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Deletes in chunks, so that no transaction is long. */
  async prune(): Promise<void> {
    const { keepMs } = this.options.timings;
    const more = (): boolean => !this.stopped;
    while (more() && (await this.transactions.run((tx) => this.feeds.prune(tx, keepMs, chunk))) === chunk);
    while (more() && (await this.transactions.run((tx) => this.chats.prune(tx, keepMs, chunk))) === chunk);
  }
}
