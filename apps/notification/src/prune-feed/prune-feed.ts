import { Injectable } from '@nestjs/common';
import { pruneFeed, Pruning, Transactions } from '@switchboard/persistence';
import { ChatRepository } from '../append-feed/chat.repository';
import { feedChannel } from '../append-feed/feed.repository';
import { NotificationOptions } from '../notification.options';

/** Forgets what a feed no longer has to keep, and chats that ended as long ago. */
@Injectable()
export class PruneFeed extends Pruning {
  constructor(transactions: Transactions, chats: ChatRepository, { timings }: NotificationOptions) {
    const { keepMs, pruneMs } = timings;
    const feed = { feedId: 'team_id', turn: feedChannel, keepMs } as const;
    super(pruneMs, [
      (limit) => transactions.run((tx) => pruneFeed(tx, feed, limit)),
      (limit) => transactions.run((tx) => chats.prune(tx, keepMs, limit)),
    ]);
  }
}
