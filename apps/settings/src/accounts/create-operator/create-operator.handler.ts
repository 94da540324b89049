import { Injectable } from '@nestjs/common';
import { uuidv7 } from '@switchboard/contracts';
import { Transactions } from '@switchboard/persistence';
import type { Operator } from '../account';
import { AccountRepository } from '../account.repository';
import { generatePassword, PasswordHashes } from '../password-hashes';

/** Creates an account of those who run Switchboard. There is no way over HTTP: the first one has to come from inside. */
@Injectable()
export class CreateOperator {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountRepository,
    private readonly passwordHashes: PasswordHashes,
  ) {}

  /** `initialPassword` only when none was given. Throws Problem AGENT.EMAIL_TAKEN. */
  async execute(o: { email: string; name: string; password?: string | undefined }) {
    const initialPassword = o.password === undefined ? generatePassword() : undefined;
    const passwordHash = await this.passwordHashes.make(o.password ?? initialPassword ?? '');
    const { name, email } = o;
    const operator: Operator = { ...blank, id: uuidv7(), name, email };
    await this.transactions.run((tx) => this.accounts.insert(tx, operator, passwordHash));
    return { id: operator.id, email, name, initialPassword };
  }
}

const blank = {
  teamId: null,
  roles: ['operator'] as ['operator'],
  capacity: null,
  active: true,
  passwordVersion: 1,
  linkUntil: null,
  version: 1,
  removed: false,
};
