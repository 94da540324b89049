import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Transactions } from '@switchboard/persistence';
import { FeedOptions } from './feed.options';
import { FeedRepository } from './feed.repository';

const chunk = 5_000;

/** Forgets, now and then, what a feed no longer has to keep. */
@Injectable()
export class PruneFeed implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(PruneFeed.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly feeds: FeedRepository,
    private readonly options: FeedOptions,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running = this.prune().catch((error: Error) => this.logger.warn(`Pruning failed: ${error.message}`));
    }, this.options.pruneMs).unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
  }

  /** Deletes in chunks, so that no transaction is long. */
  async prune(): Promise<void> {
    const { keepMs } = this.options;
    while (!this.stopped && (await this.transactions.run((tx) => this.feeds.prune(tx, keepMs, chunk))) === chunk);
  }
}
