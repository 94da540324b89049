import { Body, Controller, HttpCode, Ip, Put, UseGuards } from '@nestjs/common';
import { ApiNoContentResponse, ApiTags } from '@nestjs/swagger';
import { changePasswordBody } from '@switchboard/contracts';
import { type AccountPrincipal, CurrentPrincipal, Problem, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { DataSource } from 'typeorm';
import { AccountRepository } from '../../accounts/account.repository';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';
import { hashPassword, verifyPassword } from '../../accounts/password-hash';
import { LoginThrottle } from '../login-throttle';

class ChangePasswordDto extends createZodDto(changePasswordBody) {}

@ApiTags('sessions')
@Controller('api/v1/settings/me/password')
@UseGuards(CurrentAccountGuard)
export class ChangePasswordController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountRepository,
    private readonly throttle: LoginThrottle,
  ) {}

  /** Sets one's own password. The current one is asked for, and guessing it is throttled as a log-in is. */
  @Put()
  @HttpCode(204)
  @Roles('operator', 'manager', 'agent')
  @ApiNoContentResponse()
  async change(
    @Body() body: ChangePasswordDto,
    @CurrentPrincipal() principal: AccountPrincipal,
    @Ip() address: string,
  ): Promise<void> {
    const account = await this.accounts.find(this.dataSource.manager, principal.accountId);
    const known = account && (await this.accounts.findByEmail(this.dataSource.manager, account.email));
    if (!known) throw new Problem('AUTH.ACCOUNT_INACTIVE');
    const attempt = { email: known.email, address };
    await this.throttle.begin(attempt);
    if (!(await verifyPassword(body.current, known.passwordHash))) {
      throw new Problem('AUTH.INVALID_CREDENTIALS', { field: 'current', detail: 'is not the current password' });
    }
    await this.throttle.succeeded(attempt);
    await this.accounts.savePassword(this.dataSource.manager, known.id, await hashPassword(body.new));
  }
}
