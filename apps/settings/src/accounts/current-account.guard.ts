import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type AccountPrincipal, type Principal, Problem } from '@switchboard/runtime';
import { DataSource } from 'typeorm';
import type { Account } from './account';
import { AccountRepository } from './account.repository';

/**
 * Stands behind the token check on every route of settings: a token lives for an hour, but who was deactivated or removed,
 * has lost a role or got another password since must not go on changing settings with it. Settings can ask, because the accounts are its own.
 */
@Injectable()
export class CurrentAccountGuard implements CanActivate {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountRepository,
  ) {}

  /** Throws Problem AUTH.ACCOUNT_INACTIVE (403), or AUTH.INVALID_TOKEN (401) when the token says more than is true now. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { principal } = context.switchToHttp().getRequest<{ principal?: Principal }>();
    // A @Public route has no principal.
    if (!principal) return true;
    if (principal.kind !== 'account') throw new Problem('AUTH.FORBIDDEN');
    const account = await this.accounts.find(this.dataSource.manager, principal.accountId);
    if (!account?.active) throw new Problem('AUTH.ACCOUNT_INACTIVE');
    assertSamePassword(principal, account);
    const held: readonly string[] = account.roles;
    const isTrue = account.teamId === principal.teamId && principal.roles.every((role) => held.includes(role));
    if (!isTrue) throw new Problem('AUTH.INVALID_TOKEN', { detail: 'The roles have changed; log in again.' });
    return true;
  }
}

/** Throws Problem AUTH.INVALID_TOKEN (401) when the password has changed since the session began. */
export function assertSamePassword(principal: AccountPrincipal, account: Account): void {
  if (principal.passwordVersion === account.passwordVersion) return;
  throw new Problem('AUTH.INVALID_TOKEN', { detail: 'The password has changed; log in again.' });
}
