import { Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Session, session } from '@switchboard/contracts';
import { type AccountPrincipal, CurrentPrincipal, Problem, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { DataSource } from 'typeorm';
import { AccountRepository } from '../../accounts/account.repository';
import { assertSamePassword } from '../../accounts/current-account.guard';
import { IssueToken } from '../issue-token';

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

  /** Answers a new token for one that still holds; the old one stays good until its end. */
  @Post()
  @Roles('operator', 'manager', 'agent')
  @ApiOperation({ summary: 'Another token, before the one sent ends' })
  @ApiCreatedResponse({ type: SessionDto })
  async renew(@CurrentPrincipal() principal: AccountPrincipal): Promise<Session> {
    const account = await this.accounts.find(this.dataSource.manager, principal.accountId);
    if (!account?.active) throw new Problem('AUTH.ACCOUNT_INACTIVE');
    assertSamePassword(principal, account);
    return this.issueToken.execute(account);
  }
}
