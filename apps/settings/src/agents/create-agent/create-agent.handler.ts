import { Injectable } from '@nestjs/common';
import { type CreateAgentBody, type CreatedAgent, uuidv7 } from '@switchboard/contracts';
import { Outbox } from '@switchboard/messaging';
import { Transactions } from '@switchboard/persistence';
import type { EntityManager } from 'typeorm';
import { inOrder, type Member, toAgentSettings } from '../../accounts/account';
import { AccountRepository } from '../../accounts/account.repository';
import { generatePassword, PasswordHashes } from '../../accounts/password-hashes';
import { agentConfigured } from '../../shared/configured';
import { TeamRepository } from '../../teams/team.repository';

/** `passwordVersion` as in `Member`. */
type Credentials = { passwordHash: string; passwordVersion: number; initialPassword?: string };

/** Adds an account to a team. */
@Injectable()
export class CreateAgent {
  constructor(
    private readonly transactions: Transactions,
    private readonly teams: TeamRepository,
    private readonly accounts: AccountRepository,
    private readonly passwordHashes: PasswordHashes,
    private readonly outbox: Outbox,
  ) {}

  /** Throws Problem TEAM.NOT_FOUND or AGENT.EMAIL_TAKEN. */
  async execute(teamId: string, body: CreateAgentBody): Promise<CreatedAgent> {
    // Hashed before the transaction: it takes long, and the team is locked in it.
    const credentials = await this.credentials(body.password);
    return this.transactions.run(async (tx) => {
      await this.teams.lock(tx, teamId);
      return this.within(tx, teamId, body, credentials);
    });
  }

  /** The hash of the given password, or of a generated one. */
  async credentials(password: string | undefined): Promise<Credentials> {
    if (password !== undefined) return { passwordHash: await this.passwordHashes.make(password), passwordVersion: 1 };
    const initialPassword = generatePassword();
    return { passwordHash: await this.passwordHashes.make(initialPassword), passwordVersion: 1, initialPassword };
  }

  /** As `execute`, in the caller's transaction, which has locked or just written the team. */
  async within(
    tx: EntityManager,
    teamId: string,
    body: Omit<CreateAgentBody, 'password'>,
    { passwordHash, passwordVersion, initialPassword }: Credentials,
  ): Promise<CreatedAgent> {
    const { name, email, capacity, active } = body;
    const roles = inOrder(body.roles);
    const fields = { name, email, roles, capacity, active, passwordVersion, linkUntil: null };
    const member: Member = { id: uuidv7(), teamId, version: 1, ...fields, removed: false };
    await this.accounts.insert(tx, member, passwordHash);
    await this.outbox.add(tx, [agentConfigured(member)]);
    return { ...toAgentSettings(member), ...(initialPassword === undefined ? {} : { initialPassword }) };
  }
}
