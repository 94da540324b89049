import { type DynamicModule, Module } from '@nestjs/common';
import { type Broker, MessagingModule } from '@switchboard/messaging';
import { PersistenceModule } from '@switchboard/persistence';
import type { ServiceOptions } from '@switchboard/runtime';
import { AssignChatController } from './assign-chat/assign-chat.controller';
import { ChatViewsRepository } from './chats/chat-views.repository';
import { ChatsReader } from './chats/chats.reader';
import { ClaimChatController } from './claim-chat/claim-chat.controller';
import { ConfigurationConsumer } from './configuration/configuration.consumer';
import { TeamSettingsRepository } from './configuration/team-settings.repository';
import { DeadlineWatch } from './deadlines/deadline-watch';
import { DueDeadlinesRepository } from './deadlines/due-deadlines.repository';
import { LapseDeadlines } from './deadlines/lapse-deadlines';
import { DrainWatch } from './drain/drain-watch';
import { Drainer } from './drain/drainer';
import { DueTeamsRepository } from './drain/due-teams.repository';
import { EndChatController } from './end-chat/end-chat.controller';
import { AgentLoadsRepository } from './engine/agent-loads.repository';
import { AgentRepository } from './engine/agent.repository';
import { ChatLoadsRepository } from './engine/chat-loads.repository';
import { ChatRepository } from './engine/chat.repository';
import { DeadlineRepository } from './engine/deadline.repository';
import { EarlyCancelRepository } from './engine/early-cancel.repository';
import { LoadRepository } from './engine/load.repository';
import { PresenceNews } from './engine/presence-news';
import { RoutingEngine } from './engine/routing-engine';
import { TeamRulesRepository } from './engine/team-rules.repository';
import { TeamRepository } from './engine/team.repository';
import { ActivityConsumer } from './follow-activity/activity.consumer';
import { ActivityRepository } from './follow-activity/activity.repository';
import { CommandQueue } from './http/command-queue';
import { TeamCommands } from './http/team-commands';
import { ExpirePlaceholders } from './housekeeping/expire-placeholders';
import { Housekeeping } from './housekeeping/housekeeping';
import { CloseMessageController } from './left-messages/close-message.controller';
import { LeftMessagesRepository } from './left-messages/left-messages.repository';
import { ListMessagesController } from './left-messages/list-messages.controller';
import { TakeMessageController } from './left-messages/take-message.controller';
import { AgentViewsRepository } from './list-agents/agent-views.repository';
import { ListAgentsController } from './list-agents/list-agents.controller';
import { ListChatsController } from './list-chats/list-chats.controller';
import { ListPlaceholdersController } from './list-placeholders/list-placeholders.controller';
import { PresenceConsumer } from './presence/presence.consumer';
import { PresencePulseRepository } from './presence/presence-pulse.repository';
import { PreviewMethodController } from './preview-method/preview-method.controller';
import { PreviewRepository } from './preview-method/preview.repository';
import { ReadAgentController } from './read-agent/read-agent.controller';
import { ReadChatController } from './read-chat/read-chat.controller';
import { DecisionsRepository } from './read-decisions/decisions.repository';
import { ReadDecisionsController } from './read-decisions/read-decisions.controller';
import { PaceRepository } from './read-position/pace.repository';
import { ReadPositionController } from './read-position/read-position.controller';
import { RepublishAvailability } from './republish/republish-availability';
import { RepublishSchedule } from './republish/republish-schedule';
import { RequeueChatController } from './requeue-chat/requeue-chat.controller';
import { RequestsConsumer } from './requests/requests.consumer';
import { routingDatabase } from './routing.database';
import { SetAvailabilityController } from './set-availability/set-availability.controller';
import { FlowRepository } from './statistics/flow.repository';
import { NowRepository } from './statistics/now.repository';
import { SharesRepository } from './statistics/shares.repository';
import { StatisticsController } from './statistics/statistics.controller';
import { WaitAndHandleRepository } from './statistics/wait-and-handle.repository';
import { TransferChatController } from './transfer-chat/transfer-chat.controller';

const engine = [
  RoutingEngine,
  TeamRepository,
  TeamRulesRepository,
  LoadRepository,
  AgentLoadsRepository,
  ChatLoadsRepository,
  ChatRepository,
  AgentRepository,
  EarlyCancelRepository,
  DeadlineRepository,
  PresenceNews,
  Drainer,
  DrainWatch,
  DueTeamsRepository,
  DeadlineWatch,
  DueDeadlinesRepository,
  LapseDeadlines,
  CommandQueue,
  TeamCommands,
];

const repositories = [
  TeamSettingsRepository,
  PresencePulseRepository,
  ChatViewsRepository,
  ChatsReader,
  AgentViewsRepository,
  DecisionsRepository,
  ActivityRepository,
  LeftMessagesRepository,
  PreviewRepository,
  PaceRepository,
  NowRepository,
  WaitAndHandleRepository,
  FlowRepository,
  SharesRepository,
];

const consumers = [RequestsConsumer, ConfigurationConsumer, PresenceConsumer, ActivityConsumer];

const routes = [
  ListChatsController,
  ReadChatController,
  ClaimChatController,
  AssignChatController,
  TransferChatController,
  RequeueChatController,
  EndChatController,
  ListMessagesController,
  TakeMessageController,
  CloseMessageController,
  PreviewMethodController,
  StatisticsController,
  ReadPositionController,
  ReadDecisionsController,
  ListAgentsController,
  ReadAgentController,
  SetAvailabilityController,
  ListPlaceholdersController,
];

/** The routing service: who gets which chat, and when. */
@Module({})
export class RoutingModule {
  static register(o: ServiceOptions<Broker>): DynamicModule {
    const persistence = PersistenceModule.forService(routingDatabase(o.databaseUrl));
    return {
      module: RoutingModule,
      imports: [persistence, MessagingModule.forService({ service: 'routing', broker: o.broker, persistence })],
      providers: [
        ...engine,
        ...repositories,
        Housekeeping,
        ExpirePlaceholders,
        RepublishAvailability,
        RepublishSchedule,
      ],
      controllers: [...consumers, ...routes],
    };
  }
}
