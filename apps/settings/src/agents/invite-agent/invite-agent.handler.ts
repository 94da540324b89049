import { Injectable } from '@nestjs/common';
import type { InviteAgentBody, InvitedAgent } from '@switchboard/contracts';
import { Transactions } from '@switchboard/persistence';
import { PasswordHashes } from '../../accounts/password-hashes';
import { SignInLinkRepository } from '../../sign-in-links/sign-in-link.repository';
import { TeamRepository } from '../../teams/team.repository';
import { CreateAgent } from '../create-agent/create-agent.handler';

/** Adds an account that nobody can log in to until its sign-in link is used. */
@Injectable()
export class InviteAgent {
  constructor(
    private readonly transactions: Transactions,
    private readonly teams: TeamRepository,
    private readonly createAgent: CreateAgent,
    private readonly links: SignInLinkRepository,
    private readonly passwordHashes: PasswordHashes,
  ) {}

  /**
   * @param madeBy the manager who invites
   * Throws Problem TEAM.NOT_FOUND or AGENT.EMAIL_TAKEN.
   */
  execute(teamId: string, body: InviteAgentBody, madeBy: string): Promise<InvitedAgent> {
    const credentials = { passwordHash: this.passwordHashes.ofNoPassword(), passwordVersion: 0 };
    return this.transactions.run(async (tx) => {
      await this.teams.lock(tx, teamId);
      const agent = await this.createAgent.within(tx, teamId, body, credentials);
      const link = await this.links.renew(tx, agent.id, madeBy);
      return { agent: { ...agent, linkUntil: link.expiresAt }, link };
    });
  }
}
