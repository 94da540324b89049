import { Injectable } from '@nestjs/common';
import { Outbox } from '@switchboard/messaging';
import { Transactions } from '@switchboard/persistence';
import { AccountRepository } from '../../accounts/account.repository';
import { ChannelRepository } from '../../channels/channel.repository';
import { SavedReplyRepository } from '../../saved-replies/saved-reply.repository';
import { agentConfigured, channelConfigured, teamConfigured } from '../../shared/configured';
import { assertVersion } from '../../shared/versions';
import { TeamRepository } from '../team.repository';

/** Removes a team with its agents and channels, each announced as removed, and its saved replies. */
@Injectable()
export class RemoveTeam {
  constructor(
    private readonly transactions: Transactions,
    private readonly teams: TeamRepository,
    private readonly accounts: AccountRepository,
    private readonly channels: ChannelRepository,
    private readonly savedReplies: SavedReplyRepository,
    private readonly outbox: Outbox,
  ) {}

  /** Throws Problem TEAM.NOT_FOUND or, when `expected` is given, TEAM.VERSION_CONFLICT. */
  execute(id: string, expected: number | undefined): Promise<void> {
    return this.transactions.runWithRetry(async (tx) => {
      const team = await this.teams.lock(tx, id);
      assertVersion(expected, team.version, 'TEAM.VERSION_CONFLICT');
      const members = (await this.accounts.lockTeam(tx, id)).map((each) => ({ ...removed(each), active: false }));
      const channels = (await this.channels.lockTeam(tx, id)).map((each) => ({ ...removed(each), keys: [] }));
      for (const member of members) await this.accounts.save(tx, member);
      for (const channel of channels) await this.channels.save(tx, channel);
      await this.savedReplies.deleteOfTeam(tx, id);
      await this.teams.save(tx, removed(team));
      await this.outbox.add(tx, [
        ...channels.map(channelConfigured),
        ...members.map(agentConfigured),
        teamConfigured(removed(team)),
      ]);
    });
  }
}

function removed<T extends { version: number; removed: boolean }>(entity: T): T {
  return { ...entity, version: entity.version + 1, removed: true };
}
