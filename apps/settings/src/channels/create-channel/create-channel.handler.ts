import { Injectable } from '@nestjs/common';
import { type CreateChannelBody, type CreatedChannel, uuidv7 } from '@switchboard/contracts';
import { Outbox } from '@switchboard/messaging';
import { Transactions } from '@switchboard/persistence';
import { channelConfigured } from '../../shared/configured';
import { TeamRepository } from '../../teams/team.repository';
import { type Channel, toChannelSettings } from '../channel';
import { createChannelKey } from '../channel-key';
import { ChannelRepository } from '../channel.repository';

/** Adds a channel to a team, with one key of each kind. */
@Injectable()
export class CreateChannel {
  constructor(
    private readonly transactions: Transactions,
    private readonly teams: TeamRepository,
    private readonly channels: ChannelRepository,
    private readonly outbox: Outbox,
  ) {}

  /** The answer is the only place where the keys ever stand. Throws Problem TEAM.NOT_FOUND. */
  execute(teamId: string, { name, allowedOrigins }: CreateChannelBody): Promise<CreatedChannel> {
    const secret = createChannelKey('secret');
    const publishable = createChannelKey('publishable');
    const keys = [secret.kept, publishable.kept];
    const channel: Channel = { id: uuidv7(), teamId, version: 1, name, allowedOrigins, keys, removed: false };
    return this.transactions.run(async (tx) => {
      await this.teams.lock(tx, teamId);
      await this.channels.insert(tx, channel);
      await this.outbox.add(tx, [channelConfigured(channel)]);
      return { channel: toChannelSettings(channel), secretKey: secret.key, publishableKey: publishable.key };
    });
  }
}
