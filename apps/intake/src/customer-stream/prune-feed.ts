import { Injectable } from '@nestjs/common';
import { pruneFeed, Pruning, Transactions } from '@switchboard/persistence';
import { FeedOptions } from './feed.options';
import { feedChannel } from './feed.repository';

/** Forgets what a feed no longer has to keep. */
@Injectable()
export class PruneFeed extends Pruning {
  constructor(transactions: Transactions, { keepMs, pruneMs }: FeedOptions) {
    const feed = { feedId: 'chat_id', turn: feedChannel, keepMs } as const;
    super(pruneMs, [(limit) => transactions.run((tx) => pruneFeed(tx, feed, limit))]);
  }
}
