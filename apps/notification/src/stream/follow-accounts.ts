import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { PostgresListener } from '@switchboard/persistence';
import { DataSource } from 'typeorm';
import { accountChannel, AccountRepository, type KnownAccount } from '../configuration/account.repository';
import type { AgentStream } from './agent-stream';
import { OpenStreams } from './open-streams';

const retryMs = 1_000;

/** Closes streams of accounts that were deactivated or lost the role under which they listen, on every instance. */
@Injectable()
export class FollowAccounts implements OnApplicationBootstrap {
  private readonly logger = new Logger(FollowAccounts.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly listener: PostgresListener,
    private readonly accounts: AccountRepository,
    private readonly streams: OpenStreams,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.listener.listen(accountChannel, (id) => this.look(id));
  }

  private look(id: string): void {
    this.check(id).catch((error: Error) => {
      this.logger.warn(`Accounts could not be read: ${error.message}`);
      setTimeout(() => this.look(id), retryMs).unref();
    });
  }

  private async check(id: string): Promise<void> {
    const streams = this.streams.of(id);
    if (streams.length === 0) return;
    const known = await this.accounts.find(this.dataSource, [...new Set(streams.map((s) => s.account.accountId))]);
    for (const stream of streams) {
      if (!mayGoOn(stream, known.get(stream.account.accountId)))
        stream.writer.end('the account may not listen any more');
    }
  }
}

function mayGoOn(stream: AgentStream, known: KnownAccount | undefined): boolean {
  if (!known) return true;
  if (!known.active || known.roles.length === 0) return false;
  return stream.connection === undefined || known.roles.includes('agent');
}
