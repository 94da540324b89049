import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PostgresListener } from '@switchboard/persistence';
import { Feeds } from '@switchboard/runtime';
import { FeedHistoryRepository } from './feed-history.repository';
import { feedChannel } from './feed.repository';

/** The chats' feeds that somebody reads here. Woken by NOTIFY of whichever instance appended. */
@Injectable()
export class ChatFeeds extends Feeds implements OnApplicationBootstrap {
  constructor(
    history: FeedHistoryRepository,
    private readonly listener: PostgresListener,
  ) {
    super(history);
  }

  async onApplicationBootstrap(): Promise<void> {
    // An empty payload follows a lost connection: any feed may have gone on.
    await this.listener.listen(feedChannel, (chatId) => this.wake(chatId));
  }
}
