import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import { MessagingModule } from '@switchboard/messaging';
import { PersistenceModule } from '@switchboard/persistence';
import { AccountRepository } from './accounts/account.repository';
import { CreateOperator } from './accounts/create-operator/create-operator.handler';
import { CurrentAccountGuard } from './accounts/current-account.guard';
import { PasswordHashes } from './accounts/password-hashes';
import { ChangeAgentController } from './agents/change-agent/change-agent.controller';
import { ChangeAgent } from './agents/change-agent/change-agent.handler';
import { CreateAgentController } from './agents/create-agent/create-agent.controller';
import { CreateAgent } from './agents/create-agent/create-agent.handler';
import { InviteAgentController } from './agents/invite-agent/invite-agent.controller';
import { InviteAgent } from './agents/invite-agent/invite-agent.handler';
import { ShowAgentsController } from './agents/show-agents/show-agents.controller';
import { AddChannelKeyController } from './channels/add-key/add-channel-key.controller';
import { AddChannelKey } from './channels/add-key/add-channel-key.handler';
import { ChangeChannelController } from './channels/change-channel/change-channel.controller';
import { ChangeChannel } from './channels/change-channel/change-channel.handler';
import { ChannelRepository } from './channels/channel.repository';
import { CreateChannelController } from './channels/create-channel/create-channel.controller';
import { CreateChannel } from './channels/create-channel/create-channel.handler';
import { RevokeChannelKeyController } from './channels/revoke-key/revoke-channel-key.controller';
import { ShowChannelsController } from './channels/show-channels/show-channels.controller';
import { Republish } from './republish/republish.handler';
import { RepublishSchedule } from './republish/republish.schedule';
import { ChangeSavedReplyController } from './saved-replies/change-saved-reply/change-saved-reply.controller';
import { ChangeSavedReply } from './saved-replies/change-saved-reply/change-saved-reply.handler';
import { CreateSavedReplyController } from './saved-replies/create-saved-reply/create-saved-reply.controller';
import { CreateSavedReply } from './saved-replies/create-saved-reply/create-saved-reply.handler';
import { SavedReplyRepository } from './saved-replies/saved-reply.repository';
import { ShowSavedRepliesController } from './saved-replies/show-saved-replies/show-saved-replies.controller';
import { ChangePasswordController } from './sessions/change-password/change-password.controller';
import { ChangePassword } from './sessions/change-password/change-password.handler';
import { IssueToken } from './sessions/issue-token';
import { LogInController } from './sessions/log-in/log-in.controller';
import { LogIn } from './sessions/log-in/log-in.handler';
import { LoginThrottle } from './sessions/login-throttle';
import { PublishKeysController } from './sessions/publish-keys/publish-keys.controller';
import { RenewSessionController } from './sessions/renew-session/renew-session.controller';
import { ShowMeController } from './sessions/show-me/show-me.controller';
import { SigningKeys } from './sessions/signing-keys';
import { settingsDatabase } from './settings.database';
import { defaultLoginLimits, LOGIN_LIMITS, ON_SESSION, type SettingsOptions } from './settings.options';
import { OpenSignInLink } from './sign-in-links/open-sign-in-link';
import { RenewSignInLinkController } from './sign-in-links/renew-sign-in-link/renew-sign-in-link.controller';
import { RevokeSignInLinkController } from './sign-in-links/revoke-sign-in-link/revoke-sign-in-link.controller';
import { ShowSignInLinkController } from './sign-in-links/show-sign-in-link/show-sign-in-link.controller';
import { SignInLinkRepository } from './sign-in-links/sign-in-link.repository';
import { UseSignInLinkController } from './sign-in-links/use-sign-in-link/use-sign-in-link.controller';
import { UseSignInLink } from './sign-in-links/use-sign-in-link/use-sign-in-link.handler';
import { ChangeTeamController } from './teams/change-team/change-team.controller';
import { ChangeTeam } from './teams/change-team/change-team.handler';
import { CreateTeamController } from './teams/create-team/create-team.controller';
import { CreateTeam } from './teams/create-team/create-team.handler';
import { RemoveTeamController } from './teams/remove-team/remove-team.controller';
import { RemoveTeam } from './teams/remove-team/remove-team.handler';
import { ShowTeamsController } from './teams/show-teams/show-teams.controller';
import { TeamRepository } from './teams/team.repository';

const controllers: Type[] = [
  LogInController,
  RenewSessionController,
  ShowMeController,
  ChangePasswordController,
  ShowSignInLinkController,
  UseSignInLinkController,
  PublishKeysController,
  CreateTeamController,
  ShowTeamsController,
  ChangeTeamController,
  RemoveTeamController,
  CreateAgentController,
  InviteAgentController,
  ShowAgentsController,
  ChangeAgentController,
  RenewSignInLinkController,
  RevokeSignInLinkController,
  CreateChannelController,
  ShowChannelsController,
  ChangeChannelController,
  AddChannelKeyController,
  RevokeChannelKeyController,
  CreateSavedReplyController,
  ShowSavedRepliesController,
  ChangeSavedReplyController,
];

/** What standalone and the admin command call to create the first things. */
const useCases: Type[] = [
  CreateOperator,
  CreateTeam,
  ChangeTeam,
  RemoveTeam,
  CreateAgent,
  ChangeAgent,
  CreateChannel,
  ChangeChannel,
  AddChannelKey,
  Republish,
  LogIn,
];

/** What only a person asks for, over HTTP. */
const personsUseCases: Type[] = [
  ChangePassword,
  InviteAgent,
  OpenSignInLink,
  UseSignInLink,
  CreateSavedReply,
  ChangeSavedReply,
];

const parts: Type[] = [
  TeamRepository,
  AccountRepository,
  ChannelRepository,
  SavedReplyRepository,
  SignInLinkRepository,
  CurrentAccountGuard,
  SigningKeys,
  IssueToken,
  LoginThrottle,
  RepublishSchedule,
];

/** The one place where the settings service is wired. */
@Module({})
export class SettingsModule {
  static register(o: SettingsOptions): DynamicModule {
    const persistence = PersistenceModule.forService(settingsDatabase(o.databaseUrl));
    const options: Provider[] = [
      { provide: ON_SESSION, useValue: o.onSession ?? (() => undefined) },
      { provide: LOGIN_LIMITS, useValue: { ...defaultLoginLimits, ...o.loginLimits } },
      { provide: PasswordHashes, useFactory: () => PasswordHashes.asConfigured() },
    ];
    return {
      module: SettingsModule,
      imports: [persistence, MessagingModule.forService({ service: 'settings', broker: o.broker, persistence })],
      controllers,
      providers: [...options, ...parts, ...useCases, ...personsUseCases],
      exports: useCases,
    };
  }
}
