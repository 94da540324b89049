import { Injectable } from '@nestjs/common';
import { type CreateTeamBody, type CreatedTeam, uuidv7 } from '@switchboard/contracts';
import { Outbox } from '@switchboard/messaging';
import { Transactions } from '@switchboard/persistence';
import { Problem } from '@switchboard/runtime';
import { CreateAgent } from '../../agents/create-agent/create-agent.handler';
import { teamConfigured } from '../../shared/configured';
import { type Team, toTeamSettings } from '../team';
import { TeamRepository } from '../team.repository';

/** Creates a team with its first manager, who creates everything else. */
@Injectable()
export class CreateTeam {
  constructor(
    private readonly transactions: Transactions,
    private readonly teams: TeamRepository,
    private readonly createAgent: CreateAgent,
    private readonly outbox: Outbox,
  ) {}

  /** Throws Problem AGENT.EMAIL_TAKEN, field `manager.email`. */
  async execute({ manager, ...settings }: CreateTeamBody): Promise<CreatedTeam> {
    const credentials = await this.createAgent.credentials(manager.password);
    const team: Team = { ...settings, id: uuidv7(), version: 1, removed: false };
    const { name, email } = manager;
    const member = { name, email, roles: ['manager' as const], capacity: null, active: true };
    return this.transactions.run(async (tx) => {
      await this.teams.insert(tx, team);
      await this.outbox.add(tx, [teamConfigured(team)]);
      try {
        return { team: toTeamSettings(team), manager: await this.createAgent.within(tx, team.id, member, credentials) };
      } catch (error) {
        throw underManager(error);
      }
    });
  }
}

/** The caller's field is `manager.email`, not `email`. */
function underManager(error: unknown): unknown {
  if (!(error instanceof Problem)) return error;
  const { code, errors, cause } = error;
  return new Problem(code, { errors: errors.map((each) => ({ ...each, field: `manager.${each.field}` })), cause });
}
