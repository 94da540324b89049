import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '@switchboard/contracts';
import { Outbox } from '@switchboard/messaging';
import { Transactions } from '@switchboard/persistence';
import type { EntityManager } from 'typeorm';
import { AccountRepository } from '../accounts/account.repository';
import { ChannelRepository } from '../channels/channel.repository';
import { agentConfigured, channelConfigured, teamConfigured } from '../shared/configured';
import { TeamRepository } from '../teams/team.repository';

const PAGE = 500;

export interface Republished {
  teams: number;
  agents: number;
  channels: number;
}

type ReadPage<T> = (tx: EntityManager, after: string, limit: number) => Promise<T[]>;

/** Before every id. */
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Announces the current state of every team, agent and channel, removed ones too (contracts.md: compaction keeps the last
 * record, not the highest version). Versions stay, so that consumers who know the state drop it.
 */
@Injectable()
export class Republish {
  constructor(
    private readonly transactions: Transactions,
    private readonly teams: TeamRepository,
    private readonly accounts: AccountRepository,
    private readonly channels: ChannelRepository,
    private readonly outbox: Outbox,
  ) {}

  /** Writes to the outbox in pages of 500, a transaction each. Stops between two pages when `signal` says so. */
  async execute(signal?: AbortSignal): Promise<Republished> {
    const { teams, accounts, channels } = this;
    const counts = {
      teams: await this.pages((tx, after, limit) => teams.pageForShare(tx, after, limit), teamConfigured, signal),
      agents: await this.pages((tx, after, limit) => accounts.pageForShare(tx, after, limit), agentConfigured, signal),
      channels: await this.pages(
        (tx, after, limit) => channels.pageForShare(tx, after, limit),
        channelConfigured,
        signal,
      ),
    };
    if (!signal?.aborted) await this.transactions.run((tx) => tx.query('UPDATE republished SET at = now()'));
    return counts;
  }

  /** The rows are share-locked until their events are in the outbox: a newer version can only come behind them. */
  private async pages<T extends { id: string }>(
    read: ReadPage<T>,
    event: (entity: T) => CloudEvent,
    signal?: AbortSignal,
  ): Promise<number> {
    let after = FIRST;
    let count = 0;
    while (!signal?.aborted) {
      const from = after;
      const entities = await this.transactions.runWithRetry(async (tx) => {
        const page = await read(tx, from, PAGE);
        await this.outbox.add(tx, page.map(event));
        return page;
      });
      count += entities.length;
      after = entities.at(-1)?.id ?? after;
      if (entities.length < PAGE) break;
    }
    return count;
  }
}
