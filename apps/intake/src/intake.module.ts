import { type DynamicModule, Module } from '@nestjs/common';
import { type Broker, MessagingModule } from '@switchboard/messaging';
import { PersistenceModule } from '@switchboard/persistence';
import type { ServiceOptions } from '@switchboard/runtime';
import { CancelChatController } from './cancel-chat/cancel-chat.controller';
import { CancelChatHandler } from './cancel-chat/cancel-chat.handler';
import { AllowPages } from './channel-access/allow-pages';
import { CallerGuard } from './channel-access/caller.guard';
import { ChannelKeyRepository } from './channel-access/channel-key.repository';
import { ChannelKeys } from './channel-access/channel-keys';
import { MemberRepository } from './channel-access/member.repository';
import { ChatActivity } from './chat-activity/chat-activity';
import { ChatFeeds } from './customer-stream/chat-feeds';
import { CustomerStreamController } from './customer-stream/customer-stream.controller';
import { CustomerStreams } from './customer-stream/customer-streams';
import { FeedHistoryRepository } from './customer-stream/feed-history.repository';
import { FeedOptions } from './customer-stream/feed.options';
import { FeedRepository } from './customer-stream/feed.repository';
import { PruneFeed } from './customer-stream/prune-feed';
import { TellActivity } from './customer-stream/tell-activity';
import { CustomerTokens } from './customer-token/customer-tokens';
import { JwksController } from './customer-token/jwks.controller';
import { RenewTokenController } from './customer-token/renew-token.controller';
import { SigningKeyRepository } from './customer-token/signing-key.repository';
import { EmbedPageController } from './embed-page/embed-page.controller';
import { AssignmentRepository } from './follow-lifecycle/assignment.repository';
import { FollowLifecycleConsumer } from './follow-lifecycle/follow-lifecycle.consumer';
import { LifecycleRepository } from './follow-lifecycle/lifecycle.repository';
import { intakeDatabase } from './intake.database';
import { ConfigurationRepository } from './know-configuration/configuration.repository';
import { KnowConfigurationConsumer } from './know-configuration/know-configuration.consumer';
import { ListCustomerChatsController } from './list-customer-chats/list-customer-chats.controller';
import { ListNotesController } from './list-notes/list-notes.controller';
import { NoteRepository } from './list-notes/note.repository';
import { MarkReadController } from './mark-read/mark-read.controller';
import { MarkReadHandler } from './mark-read/mark-read.handler';
import { ReadMarkRepository } from './mark-read/read-mark.repository';
import { ReadTranscriptController } from './read-transcript/read-transcript.controller';
import { TranscriptRepository } from './read-transcript/transcript.repository';
import { RecordRequestsConsumer } from './record-requests/record-requests.consumer';
import { RequestRepository } from './record-requests/request.repository';
import { IdempotencyRepository } from './request-chat/idempotency.repository';
import { PruneIdempotencyKeys } from './request-chat/prune-idempotency-keys';
import { RequestChatController } from './request-chat/request-chat.controller';
import { RequestChatHandler } from './request-chat/request-chat.handler';
import { AwaitAssignment } from './send-message/await-assignment';
import { MessageRepository } from './send-message/message.repository';
import { SendMessageController } from './send-message/send-message.controller';
import { SendMessageHandler } from './send-message/send-message.handler';
import { WriterOfCaller } from './send-message/writer-of-caller';
import { ChatForAgentsRepository } from './show-chat/chat-for-agents.repository';
import { ChatRepository } from './show-chat/chat.repository';
import { ShowChatController } from './show-chat/show-chat.controller';
import { SuggestTagsController } from './suggest-tags/suggest-tags.controller';
import { TagChatController } from './tag-chat/tag-chat.controller';
import { TagChatHandler } from './tag-chat/tag-chat.handler';
import { TagRepository } from './tag-chat/tag.repository';
import { TellTypingController } from './tell-typing/tell-typing.controller';
import { TellTypingHandler } from './tell-typing/tell-typing.handler';
import { WriteNoteController } from './write-note/write-note.controller';
import { WriteNoteHandler } from './write-note/write-note.handler';

const http = [
  RequestChatController,
  ShowChatController,
  ListCustomerChatsController,
  CancelChatController,
  SendMessageController,
  ReadTranscriptController,
  MarkReadController,
  TellTypingController,
  TagChatController,
  SuggestTagsController,
  WriteNoteController,
  ListNotesController,
  CustomerStreamController,
  RenewTokenController,
  JwksController,
  EmbedPageController,
];
const consumers = [RecordRequestsConsumer, FollowLifecycleConsumer, KnowConfigurationConsumer];
const repositories = [
  AssignmentRepository,
  ChannelKeyRepository,
  ChatForAgentsRepository,
  ChatRepository,
  ConfigurationRepository,
  FeedHistoryRepository,
  FeedRepository,
  IdempotencyRepository,
  LifecycleRepository,
  MemberRepository,
  MessageRepository,
  NoteRepository,
  ReadMarkRepository,
  RequestRepository,
  SigningKeyRepository,
  TagRepository,
  TranscriptRepository,
];

export interface IntakeServiceOptions extends ServiceOptions<Broker> {
  /** Other periods of the customers' feeds than those of the design; tests shorten them. */
  feed?: Partial<FeedOptions>;
}

/** Chats as channels and customers see them. */
@Module({})
export class IntakeModule {
  static register(o: IntakeServiceOptions): DynamicModule {
    const persistence = PersistenceModule.forService(intakeDatabase(o.databaseUrl));
    return {
      module: IntakeModule,
      imports: [persistence, MessagingModule.forService({ service: 'intake', broker: o.broker, persistence })],
      controllers: [...http, ...consumers],
      providers: [
        ...repositories,
        { provide: FeedOptions, useValue: new FeedOptions(o.feed) },
        ChatFeeds,
        CustomerStreams,
        TellActivity,
        PruneFeed,
        RequestChatHandler,
        CancelChatHandler,
        SendMessageHandler,
        TagChatHandler,
        WriteNoteHandler,
        AwaitAssignment,
        WriterOfCaller,
        ChatActivity,
        MarkReadHandler,
        TellTypingHandler,
        CustomerTokens,
        ChannelKeys,
        CallerGuard,
        AllowPages,
        PruneIdempotencyKeys,
      ],
    };
  }
}
