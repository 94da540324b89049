import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { PostgresListener } from '@switchboard/persistence';
import { Feeds } from '@switchboard/runtime';
import { feedChannel } from '../append-feed/feed.repository';
import { FeedHistoryRepository, type TeamFeedItem } from './feed-history.repository';

/** The teams' feeds that somebody reads here. Woken by NOTIFY of whichever instance appended. */
@Injectable()
export class TeamFeeds extends Feeds<TeamFeedItem> implements OnApplicationBootstrap {
  constructor(
    history: FeedHistoryRepository,
    private readonly listener: PostgresListener,
  ) {
    super(history);
  }

  async onApplicationBootstrap(): Promise<void> {
    // An empty payload follows a lost connection: any feed may have gone on.
    await this.listener.listen(feedChannel, (teamId) => this.wake(teamId));
  }
}
