import { Injectable } from '@nestjs/common';
import { Problem } from '@switchboard/runtime';
import { DataSource } from 'typeorm';
import { LoginThrottle } from '../sessions/login-throttle';
import { type LinkOwner, SignInLinkRepository } from './sign-in-link.repository';

/** Finds whom a link is for; guesses are throttled by the caller's address, as log-ins are. */
@Injectable()
export class OpenSignInLink {
  constructor(
    private readonly dataSource: DataSource,
    private readonly links: SignInLinkRepository,
    private readonly throttle: LoginThrottle,
  ) {}

  /** Throws Problem SIGN_IN_LINK.NOT_FOUND, AUTH.ACCOUNT_INACTIVE or AUTH.THROTTLED. */
  async execute(token: string, address: string): Promise<LinkOwner> {
    await this.throttle.begin({ address });
    const owner = await this.links.find(this.dataSource.manager, token);
    if (!owner) throw new Problem('SIGN_IN_LINK.NOT_FOUND');
    await this.throttle.succeeded({ address });
    if (!owner.active) throw new Problem('AUTH.ACCOUNT_INACTIVE');
    return owner;
  }
}
