import { Injectable } from '@nestjs/common';
import type { AgentSettings, ChangeAgentBody } from '@switchboard/contracts';
import { Outbox } from '@switchboard/messaging';
import { Transactions } from '@switchboard/persistence';
import { Problem } from '@switchboard/runtime';
import type { EntityManager } from 'typeorm';
import { inOrder, type Member, toAgentSettings } from '../../accounts/account';
import { AccountRepository } from '../../accounts/account.repository';
import { withChanges } from '../../shared/changes';
import { agentConfigured } from '../../shared/configured';
import { assertVersion } from '../../shared/versions';
import { TeamRepository } from '../../teams/team.repository';

type Changes = Omit<ChangeAgentBody, 'version'> & { removed?: true };

/** Changes, deactivates or removes an agent. */
@Injectable()
export class ChangeAgent {
  constructor(
    private readonly transactions: Transactions,
    private readonly teams: TeamRepository,
    private readonly accounts: AccountRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * @param expected the version that the caller has read; undefined changes whatever is there
   * Throws Problem AGENT.NOT_FOUND, AGENT.VERSION_CONFLICT or AGENT.LAST_MANAGER.
   */
  execute(teamId: string, id: string, changes: Changes, expected: number | undefined): Promise<AgentSettings> {
    return this.transactions.runWithRetry(async (tx) => {
      // Under the team's lock two managers cannot demote each other at the same moment.
      await this.teams.lock(tx, teamId);
      const current = await this.accounts.getMember(tx, teamId, id);
      assertVersion(expected, current.version, 'AGENT.VERSION_CONFLICT');
      const roles = changes.roles && inOrder(changes.roles);
      const next = withChanges(current, { ...changes, roles });
      if (!next) return toAgentSettings(current);
      await this.keepAManager(tx, current, next);
      await this.accounts.save(tx, next);
      await this.outbox.add(tx, [agentConfigured(next)]);
      return toAgentSettings(next);
    });
  }

  private async keepAManager(tx: EntityManager, current: Member, next: Member): Promise<void> {
    if (!isActiveManager(current) || isActiveManager(next)) return;
    if (await this.accounts.hasOtherActiveManager(tx, current)) return;
    throw new Problem('AGENT.LAST_MANAGER', { field: next.active && !next.removed ? 'roles' : 'active' });
  }
}

const isActiveManager = ({ active, removed, roles }: Member): boolean =>
  active && !removed && roles.includes('manager');
