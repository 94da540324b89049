/** An event of a feed, ready to be sent: made once for all who read it. */
export interface FeedItem {
  readonly number: number;
  readonly text: string;
}

/** Where a feed stands: `last` is the number given last, `oldest` the first that can still be read. */
export interface FeedPosition {
  readonly oldest: number;
  readonly last: number;
}

/** Where a service reads its feeds from. Numbers have no gaps and become visible in their order. */
export interface FeedHistory<Item extends FeedItem> {
  position(feedId: string): Promise<FeedPosition>;
  /** At most `limit` events after number `after`, in their order. */
  read(feedId: string, after: number, limit: number): Promise<Item[]>;
}

/** A stream that is at the feed's end: it has had everything up to `cursor`. */
export interface FeedReader<Item extends FeedItem> {
  readonly cursor: number;
  /** Items follow one another without a gap, from `cursor` + 1 or before. */
  deliver(items: readonly Item[]): void;
}
