import { Injectable } from '@nestjs/common';
import type { Session } from '@switchboard/contracts';
import { type Account, toAccountView } from '../accounts/account';
import { TOKEN_SECONDS } from './lifetimes';
import { SigningKeys } from './signing-keys';

/** Makes the token of an account: an hour of life, with the roles as they are now. */
@Injectable()
export class IssueToken {
  constructor(private readonly keys: SigningKeys) {}

  async execute(account: Account): Promise<Session> {
    const { id, teamId, roles, name, passwordVersion } = account;
    const signer = await this.keys.current();
    // Taken before signing, so that the token never ends before the caller expects it to.
    const expiresAt = new Date((Math.floor(Date.now() / 1000) + TOKEN_SECONDS) * 1000).toISOString();
    const claims = { typ: 'account' as const, sub: id, team: teamId, roles: [...roles], name, passwordVersion };
    const token = await signer.sign(claims, TOKEN_SECONDS);
    return { token, expiresAt, account: toAccountView(account) };
  }
}
