import { Module, type DynamicModule } from '@nestjs/common';
import { MessagingModule, type Broker } from '@switchboard/messaging';
import { PersistenceModule } from '@switchboard/persistence';
import type { ServiceOptions } from '@switchboard/runtime';
import { AppendFeedConsumer } from './append-feed/append-feed.consumer';
import { ChatRepository } from './append-feed/chat.repository';
import { FeedRepository } from './append-feed/feed.repository';
import { AccountRepository } from './configuration/account.repository';
import { FollowConfigurationConsumer } from './configuration/follow-configuration.consumer';
import { notificationDatabase } from './notification.database';
import { NotificationOptions, type NotificationTimings } from './notification.options';
import { NotificationShutdown } from './notification.shutdown';
import { InstanceBeat } from './presence/instance-beat';
import { LeaseRepository } from './presence/lease.repository';
import { PresenceRepository } from './presence/presence.repository';
import { PresenceService } from './presence/presence.service';
import { PruneFeed } from './prune-feed/prune-feed';
import { FeedHistoryRepository } from './stream/feed-history.repository';
import { FollowAccounts } from './stream/follow-accounts';
import { OpenStreams } from './stream/open-streams';
import { StreamController } from './stream/stream.controller';
import { TeamFeeds } from './stream/team-feeds';
import { ActivityRepository } from './tell-activity/activity.repository';
import { PassActivityOnConsumer } from './tell-activity/pass-activity-on.consumer';
import { TellActivity } from './tell-activity/tell-activity';

export interface NotificationServiceOptions extends ServiceOptions<Broker> {
  /** Other periods than those of the design; tests shorten them. */
  timings?: Partial<NotificationTimings>;
}

const presence = [LeaseRepository, PresenceRepository, PresenceService, InstanceBeat];
const feeds = [FeedRepository, ChatRepository, AccountRepository, PruneFeed];
const streams = [FeedHistoryRepository, TeamFeeds, OpenStreams, FollowAccounts];
const activity = [ActivityRepository, TellActivity];

@Module({})
export class NotificationModule {
  /** The notification service over one pool of its own schema; the only wiring of the service. */
  static register(o: NotificationServiceOptions): DynamicModule {
    const persistence = PersistenceModule.forService(notificationDatabase(o.databaseUrl));
    return {
      module: NotificationModule,
      imports: [persistence, MessagingModule.forService({ service: 'notification', broker: o.broker, persistence })],
      controllers: [StreamController, AppendFeedConsumer, PassActivityOnConsumer, FollowConfigurationConsumer],
      providers: [
        { provide: NotificationOptions, useValue: new NotificationOptions(o.instanceId, o.timings) },
        ...presence,
        ...feeds,
        ...streams,
        ...activity,
        NotificationShutdown,
      ],
    };
  }
}
