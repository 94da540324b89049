import { encodeStreamHeartbeat } from '@switchboard/contracts';
import type { FeedHistory, FeedItem, FeedReader } from './feed';
import { type Feeds, readLimit } from './feeds';
import { resetExpired, type StreamStart } from './stream-start';
import type { StreamWriter } from './stream-writer';

export interface FeedStreamOptions {
  readonly feedId: string;
  /** Milliseconds since 1970: the end of the reader's token and so of the stream. */
  readonly expiresAt: number;
}

/** About as much as is handed to a connection at once. */
const chunkLength = 64 * 1024;
const longestTimeoutMs = 2 ** 31 - 1;

/**
 * One open stream of a feed. At the feed's end it is one of its readers; while it is behind (it resumes, or its reader is
 * slow) it reads for itself, in batches, at the pace of its connection.
 */
export class FeedStream<Item extends FeedItem = FeedItem> implements FeedReader<Item> {
  cursor = 0;
  private expiry: NodeJS.Timeout | undefined;
  private heartbeat: NodeJS.Timeout | undefined;

  constructor(
    private readonly options: FeedStreamOptions,
    readonly writer: StreamWriter,
    private readonly feeds: Feeds<Item>,
    private readonly history: FeedHistory<Item>,
  ) {
    void writer.whenClosed().then(() => this.release());
  }

  /** Sends the headers and the beginning; what follows comes by itself until the stream ends. */
  begin(start: StreamStart, heartbeatMs: number): void {
    if (this.writer.closed) return;
    this.writer.begin();
    this.goOn(start);
    this.heartbeat = setInterval(() => this.sendHeartbeat(), heartbeatMs);
    const left = Math.max(0, this.options.expiresAt - Date.now());
    this.expiry = setTimeout(() => this.writer.end('the token has expired'), Math.min(left, longestTimeoutMs));
    void this.catchUp();
  }

  deliver(items: readonly Item[]): void {
    if (this.send(items) || this.writer.closed) return;
    this.feeds.leave(this.options.feedId, this);
    void this.writer.whenDrained().then(() => this.catchUp());
  }

  /** Sends what is in no feed and has no number: now, or never to a reader who has enough to take already. */
  tell(text: string): void {
    const hasBegun = this.heartbeat !== undefined;
    if (hasBegun && !this.writer.isFull) this.writer.write(text);
  }

  /** Whether the reader is to hear of it; numbers go on without. */
  protected isFor(_item: Item): boolean {
    return true;
  }

  /** Hands the items on, in order; false when the connection would not take all, and `cursor` tells how far it came. */
  private send(items: readonly Item[]): boolean {
    let text = '';
    for (const item of items) {
      if (item.number <= this.cursor) continue;
      if (text.length >= chunkLength || this.writer.isFull) {
        this.writer.write(text);
        text = '';
        if (this.writer.isFull) return false;
      }
      if (this.isFor(item)) text += item.text;
      this.cursor = item.number;
    }
    if (text !== '') this.writer.write(text);
    return true;
  }

  private async catchUp(): Promise<void> {
    try {
      while (!this.writer.closed) {
        const items = await this.history.read(this.options.feedId, this.cursor, readLimit);
        if (items[0] && items[0].number !== this.cursor + 1) await this.startAnew();
        else if (this.send(items) && items.length < readLimit) return this.join();
        await this.writer.whenDrained();
      }
    } catch {
      // The database is away: the client comes again, with its Last-Event-ID.
      this.writer.end('the feed cannot be read at the moment');
    }
  }

  /** What should follow was pruned while the reader was slow. */
  private async startAnew(): Promise<void> {
    this.goOn(resetExpired(await this.history.position(this.options.feedId)));
  }

  private goOn(start: StreamStart): void {
    this.cursor = start.after;
    this.writer.write(start.text);
  }

  private join(): void {
    if (!this.writer.closed) this.feeds.join(this.options.feedId, this);
  }

  /** Moves the client's Last-Event-ID on, so that a reader of few events does not come back with an expired one. */
  private sendHeartbeat(): void {
    if (!this.writer.isFull) this.writer.write(encodeStreamHeartbeat(this.cursor));
  }

  private release(): void {
    clearInterval(this.heartbeat);
    clearTimeout(this.expiry);
    this.feeds.leave(this.options.feedId, this);
  }
}
