import { Injectable } from '@nestjs/common';
import type { ChangePasswordBody, Session } from '@switchboard/contracts';
import { Transactions } from '@switchboard/persistence';
import { Problem } from '@switchboard/runtime';
import { DataSource } from 'typeorm';
import { AccountRepository } from '../../accounts/account.repository';
import { PasswordHashes } from '../../accounts/password-hashes';
import { IssueToken } from '../issue-token';
import { LoginThrottle } from '../login-throttle';

/** Sets one's own password. The current one is asked for, and guessing it is throttled as a log-in is. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly accounts: AccountRepository,
    private readonly passwordHashes: PasswordHashes,
    private readonly throttle: LoginThrottle,
    private readonly issueToken: IssueToken,
  ) {}

  /**
   * @param address of the caller, for the throttle
   * Throws Problem AUTH.INVALID_CREDENTIALS, AUTH.ACCOUNT_INACTIVE or AUTH.THROTTLED.
   */
  async execute(accountId: string, body: ChangePasswordBody, address: string): Promise<Session> {
    const account = await this.accounts.find(this.dataSource.manager, accountId);
    const known = account && (await this.accounts.findByEmail(this.dataSource.manager, account.email));
    if (!known) throw new Problem('AUTH.ACCOUNT_INACTIVE');
    const attempt = { email: known.email, address };
    await this.throttle.begin(attempt);
    if (!(await this.passwordHashes.verify(body.current, known.passwordHash))) throw notCurrent();
    await this.throttle.succeeded(attempt);
    const passwordHash = await this.passwordHashes.make(body.new);
    await this.transactions.runWithRetry(async (tx) => {
      // Somebody may have chosen another one while this one was hashed.
      if (!(await this.accounts.changePassword(tx, known, passwordHash))) throw notCurrent();
    });
    return this.issueToken.execute({ ...known, passwordVersion: known.passwordVersion + 1 });
  }
}

const notCurrent = (): Problem =>
  new Problem('AUTH.INVALID_CREDENTIALS', { field: 'current', detail: 'is not the current password' });
