import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { PostgresListener } from '@switchboard/persistence';
import { feedChannel } from '../append-feed/feed.repository';
import { FeedHistoryRepository, type FeedItem } from './feed-history.repository';

/** How many events are read at once. */
export const readLimit = 256;
const retryMs = 1_000;

/** A stream that is at the feed's end: it has had everything up to `cursor`. */
export interface FeedReader {
  readonly cursor: number;
  /** Items follow one another without a gap, from `cursor` + 1 or before. */
  deliver(items: readonly FeedItem[]): void;
}

/** All readers of a team in this instance: one read for each wake, however many they are. */
class TeamFeed {
  readonly readers = new Set<FeedReader>();
  private wanted = false;
  private running = false;

  constructor(
    private readonly teamId: string,
    private readonly history: FeedHistoryRepository,
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
    const items = await this.history.read(this.teamId, after, readLimit);
    for (const reader of [...this.readers]) {
      // Who joined during the read, from further back, gets the next one.
      if (reader.cursor < after) this.wanted = true;
      else reader.deliver(items);
    }
    return items.length;
  }
}

/** The feeds that somebody reads here. Woken by NOTIFY of whichever instance appended. */
@Injectable()
export class TeamFeeds implements OnApplicationBootstrap {
  private readonly logger = new Logger(TeamFeeds.name);
  private readonly feeds = new Map<string, TeamFeed>();

  constructor(
    private readonly history: FeedHistoryRepository,
    private readonly listener: PostgresListener,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    // An empty payload follows a lost connection: any feed may have gone on.
    await this.listener.listen(feedChannel, (teamId) => {
      if (teamId === '') for (const feed of this.feeds.values()) feed.wake();
      else this.feeds.get(teamId)?.wake();
    });
  }

  /** From now on the reader gets whatever follows its cursor. */
  join(teamId: string, reader: FeedReader): void {
    const feed = this.feeds.get(teamId) ?? new TeamFeed(teamId, this.history, this.logger);
    this.feeds.set(teamId, feed);
    feed.readers.add(reader);
    feed.wake();
  }

  leave(teamId: string, reader: FeedReader): void {
    const feed = this.feeds.get(teamId);
    feed?.readers.delete(reader);
    if (feed?.readers.size === 0) this.feeds.delete(teamId);
  }
}
