import { Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Session, session } from '@switchboard/contracts';
import { AcceptsExpired, type AccountPrincipal, CurrentPrincipal, Problem, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { DataSource } from 'typeorm';
import { AccountRepository } from '../../accounts/account.repository';
import { assertSamePassword } from '../../accounts/current-account.guard';
import { IssueToken } from '../issue-token';
import { RENEWABLE_SECONDS } from '../lifetimes';

class SessionDto extends createZodDto(session) {}

/** No CurrentAccountGuard here: who has got or lost a role gets a token with the roles of now. */
@ApiTags('sessions')
@Controller('api/v1/settings/sessions/renew')
export class RenewSessionController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountRepository,
    private readonly issueToken: IssueToken,
  ) {}

  /**
   * Answers a new token for one that holds or ended within the last 12 hours; the old one stays good until its end.
   * @throws Problem AUTH.EXPIRED_TOKEN later than that, AUTH.INVALID_TOKEN once the password has changed, and
   * AUTH.ACCOUNT_INACTIVE
   */
  @Post()
  @AcceptsExpired(RENEWABLE_SECONDS)
  @Roles('operator', 'manager', 'agent')
  @ApiOperation({ summary: 'Another token for one that holds, or that expired no more than 12 hours ago' })
  @ApiCreatedResponse({ type: SessionDto })
  async renew(@CurrentPrincipal() principal: AccountPrincipal): Promise<Session> {
    const account = await this.accounts.find(this.dataSource.manager, principal.accountId);
    if (!account?.active) throw new Problem('AUTH.ACCOUNT_INACTIVE');
    assertSamePassword(principal, account);
    return this.issueToken.execute(account);
  }
}
