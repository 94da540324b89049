import { Inject, Injectable } from '@nestjs/common';
import type { LogInBody, Session } from '@switchboard/contracts';
import { Problem } from '@switchboard/runtime';
import { DataSource } from 'typeorm';
import { AccountRepository } from '../../accounts/account.repository';
import { PasswordHashes } from '../../accounts/password-hashes';
import { ON_SESSION, type OnSession } from '../../settings.options';
import { IssueToken } from '../issue-token';
import { LoginThrottle } from '../login-throttle';

/** Logs an account in with its email and password. */
@Injectable()
export class LogIn {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountRepository,
    private readonly passwordHashes: PasswordHashes,
    private readonly throttle: LoginThrottle,
    private readonly issueToken: IssueToken,
    @Inject(ON_SESSION) private readonly onSession: OnSession,
  ) {}

  /**
   * @param address of the caller, for the throttle
   * Throws Problem AUTH.INVALID_CREDENTIALS (the same, and after the same time, for an account that does not exist),
   * AUTH.ACCOUNT_INACTIVE (only to who knows the password) or AUTH.THROTTLED.
   */
  async execute({ password, client, ...body }: LogInBody, address: string): Promise<Session> {
    const attempt = { email: body.email.trim().toLowerCase(), address };
    await this.throttle.begin(attempt);
    const account = await this.accounts.findByEmail(this.dataSource.manager, attempt.email);
    const matches = await this.passwordHashes.verify(password, account?.passwordHash);
    if (!account || !matches) throw new Problem('AUTH.INVALID_CREDENTIALS');
    await this.throttle.succeeded(attempt);
    if (!account.active) throw new Problem('AUTH.ACCOUNT_INACTIVE');
    if (this.passwordHashes.isOutdated(account.passwordHash)) {
      const hashes = { from: account.passwordHash, to: await this.passwordHashes.make(password) };
      await this.accounts.rehash(this.dataSource.manager, account.id, hashes);
    }
    const session = await this.issueToken.execute(account);
    this.onSession(session.account, client);
    return session;
  }
}
