import { Inject, Injectable } from '@nestjs/common';
import type { Session, UseSignInLinkBody } from '@switchboard/contracts';
import { Transactions } from '@switchboard/persistence';
import { Problem } from '@switchboard/runtime';
import type { Account } from '../../accounts/account';
import { AccountRepository } from '../../accounts/account.repository';
import { PasswordHashes } from '../../accounts/password-hashes';
import { IssueToken } from '../../sessions/issue-token';
import { LoginThrottle } from '../../sessions/login-throttle';
import { ON_SESSION, type OnSession } from '../../settings.options';
import { OpenSignInLink } from '../open-sign-in-link';
import { SignInLinkRepository } from '../sign-in-link.repository';

/** Lets a person choose a password by a one-time link, and logs in with it. */
@Injectable()
export class UseSignInLink {
  constructor(
    private readonly transactions: Transactions,
    private readonly openSignInLink: OpenSignInLink,
    private readonly links: SignInLinkRepository,
    private readonly accounts: AccountRepository,
    private readonly passwordHashes: PasswordHashes,
    private readonly throttle: LoginThrottle,
    private readonly issueToken: IssueToken,
    @Inject(ON_SESSION) private readonly onSession: OnSession,
  ) {}

  /**
   * @param address of the caller, for the throttle
   * Throws Problem SIGN_IN_LINK.NOT_FOUND, AUTH.ACCOUNT_INACTIVE or AUTH.THROTTLED.
   */
  async execute({ token, password, client }: UseSignInLinkBody, address: string): Promise<Session> {
    const { accountId, email } = await this.openSignInLink.execute(token, address);
    // Hashed before the transaction, and only for a link that leads somewhere: it takes long.
    const passwordHash = await this.passwordHashes.make(password);
    const account = await this.transactions.runWithRetry(async (tx): Promise<Account> => {
      if (!(await this.links.take(tx, token))) throw new Problem('SIGN_IN_LINK.NOT_FOUND');
      const current = await this.accounts.find(tx, accountId);
      if (!current?.active) throw new Problem('AUTH.ACCOUNT_INACTIVE');
      if (!(await this.accounts.changePassword(tx, current, passwordHash))) throw new Problem('SIGN_IN_LINK.NOT_FOUND');
      return { ...current, passwordVersion: current.passwordVersion + 1 };
    });
    // Guesses at the former password say nothing about this one.
    await this.throttle.forget(email);
    const session = await this.issueToken.execute(account);
    this.onSession(session.account, client);
    return session;
  }
}
