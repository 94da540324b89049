import { Injectable } from '@nestjs/common';
import { Outbox } from '@switchboard/messaging';
import { Transactions } from '@switchboard/persistence';
import { withChanges } from '../../shared/changes';
import { channelConfigured } from '../../shared/configured';
import { assertVersion } from '../../shared/versions';
import type { Channel } from '../channel';
import { ChannelRepository } from '../channel.repository';

export type ChannelChanges = Partial<Pick<Channel, 'name' | 'allowedOrigins' | 'keys' | 'removed'>>;

/** Changes a channel, its keys among them: whatever changes, the version rises and the whole state is announced. */
@Injectable()
export class ChangeChannel {
  constructor(
    private readonly transactions: Transactions,
    private readonly channels: ChannelRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * @param changes the new values, or what makes them of the current ones; it may throw
   * @param expected the version that the caller has read; undefined changes whatever is there
   * Throws Problem CHANNEL.NOT_FOUND or CHANNEL.VERSION_CONFLICT.
   */
  execute(
    teamId: string,
    id: string,
    changes: ChannelChanges | ((current: Channel) => ChannelChanges),
    expected?: number,
  ): Promise<Channel> {
    return this.transactions.runWithRetry(async (tx) => {
      const current = await this.channels.lock(tx, teamId, id);
      assertVersion(expected, current.version, 'CHANNEL.VERSION_CONFLICT');
      const next = withChanges(current, typeof changes === 'function' ? changes(current) : changes);
      if (!next) return current;
      await this.channels.save(tx, next);
      await this.outbox.add(tx, [channelConfigured(next)]);
      return next;
    });
  }
}
