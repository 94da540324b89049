import { Logger } from '@nestjs/common';
import type { FeedHistory, FeedItem, FeedReader } from './feed';

/** How many events are read at once. */
export const readLimit = 256;
const retryMs = 1_000;

/** All readers of a feed in this instance: one read for each wake, however many they are. */
class ReadFeed<Item extends FeedItem> {
  readonly readers = new Set<FeedReader<Item>>();
  private wanted = false;
  private running = false;

  constructor(
    private readonly feedId: string,
    private readonly history: FeedHistory<Item>,
    private readonly logger: Logger,
  ) {}

  /** Reads what is new; wakes during a read lead to one more. */
  wake(): void {
    this.wanted = true;
    if (this.running) return;
    this.running = true;
    this.run().catch((error: Error) => {
      this.logger.warn(`A feed could not be read: ${error.message}`);
      setTimeout(() => this.wake(), retryMs).unref();
    });
  }

  private async run(): Promise<void> {
    try {
      while (this.wanted && this.readers.size > 0) {
        this.wanted = false;
        if ((await this.readOnce()) === readLimit) this.wanted = true;
      }
    } finally {
      // In the same turn as the last look at `wanted`, so that no wake falls in between.
      this.running = false;
    }
  }

  private async readOnce(): Promise<number> {
    let after = Number.POSITIVE_INFINITY;
    for (const reader of this.readers) after = Math.min(after, reader.cursor);
    const items = await this.history.read(this.feedId, after, readLimit);
    for (const reader of [...this.readers]) {
      // Who joined during the read, from further back, gets the next one.
      if (reader.cursor < after) this.wanted = true;
      else reader.deliver(items);
    }
    return items.length;
  }
}

/** The feeds of a service that somebody reads in this instance. */
export class Feeds<Item extends FeedItem = FeedItem> {
  private readonly logger = new Logger(Feeds.name);
  private readonly feeds = new Map<string, ReadFeed<Item>>();

  constructor(private readonly history: FeedHistory<Item>) {}

  /** The feed has gone on; an empty id says that any may have. For NOTIFY of whichever instance appended. */
  wake(feedId: string): void {
    if (feedId === '') for (const feed of this.feeds.values()) feed.wake();
    else this.feeds.get(feedId)?.wake();
  }

  /** From now on the reader gets whatever follows its cursor. */
  join(feedId: string, reader: FeedReader<Item>): void {
    const feed = this.feeds.get(feedId) ?? new ReadFeed(feedId, this.history, this.logger);
    this.feeds.set(feedId, feed);
    feed.readers.add(reader);
    feed.wake();
  }

  leave(feedId: string, reader: FeedReader<Item>): void {
    const feed = this.feeds.get(feedId);
    feed?.readers.delete(reader);
    if (feed?.readers.size === 0) this.feeds.delete(feedId);
  }
}
