import { Injectable } from '@nestjs/common';
import type { ChangeTeamBody, TeamSettings } from '@switchboard/contracts';
import { Outbox } from '@switchboard/messaging';
import { Transactions } from '@switchboard/persistence';
import { withChanges } from '../../shared/changes';
import { teamConfigured } from '../../shared/configured';
import { assertVersion } from '../../shared/versions';
import { toTeamSettings } from '../team';
import { TeamRepository } from '../team.repository';

/** Changes a team's settings, the routing method among them. */
@Injectable()
export class ChangeTeam {
  constructor(
    private readonly transactions: Transactions,
    private readonly teams: TeamRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * @param expected the version that the caller has read
   * Throws Problem TEAM.NOT_FOUND or TEAM.VERSION_CONFLICT.
   */
  execute(id: string, changes: Omit<ChangeTeamBody, 'version'>, expected: number): Promise<TeamSettings> {
    return this.transactions.runWithRetry(async (tx) => {
      const current = await this.teams.lock(tx, id);
      assertVersion(expected, current.version, 'TEAM.VERSION_CONFLICT');
      const next = withChanges(current, changes);
      if (!next) return toTeamSettings(current);
      await this.teams.save(tx, next);
      await this.outbox.add(tx, [teamConfigured(next)]);
      return toTeamSettings(next);
    });
  }
}
