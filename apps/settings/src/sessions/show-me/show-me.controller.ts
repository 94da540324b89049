import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type Account, account } from '@switchboard/contracts';
import { type AccountPrincipal, CurrentPrincipal, Problem, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { DataSource } from 'typeorm';
import { toAccountView } from '../../accounts/account';
import { AccountRepository } from '../../accounts/account.repository';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';

class AccountDto extends createZodDto(account) {}

@ApiTags('sessions')
@Controller('api/v1/settings/me')
@UseGuards(CurrentAccountGuard)
export class ShowMeController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountRepository,
  ) {}

  /** The account that the token belongs to. */
  @Get()
  @Roles('operator', 'manager', 'agent')
  @ApiOperation({ summary: 'The account that the token is of' })
  @ApiOkResponse({ type: AccountDto })
  async show(@CurrentPrincipal() principal: AccountPrincipal): Promise<Account> {
    const found = await this.accounts.find(this.dataSource.manager, principal.accountId);
    if (!found) throw new Problem('AUTH.ACCOUNT_INACTIVE');
    return toAccountView(found);
  }
}
