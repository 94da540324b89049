import { Controller } from '@nestjs/common';
import type { EventData } from '@switchboard/contracts';
import { Consumes, type Batch } from '@switchboard/messaging';
import { AccountRepository } from './account.repository';

/** Follows who belongs to which team, and closes the streams of accounts that may no longer listen. */
@Controller()
export class FollowConfigurationConsumer {
  constructor(private readonly accounts: AccountRepository) {}

  @Consumes('notification.configuration')
  async handle({ messages, tx }: Batch<'notification.configuration'>): Promise<void> {
    const teams: EventData<'team.configured'>[] = [];
    const accounts: EventData<'agent.configured'>[] = [];
    for (const message of messages) {
      if (message.topic === 'team.configured') teams.push(message.event.data);
      else accounts.push(message.event.data);
    }
    if (teams.length > 0) await this.accounts.saveTeams(tx, teams);
    if (accounts.length > 0) await this.accounts.saveAccounts(tx, accounts);
  }
}
