import { Body, Controller, Ip, Put, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { changePasswordBody, type Session, session } from '@switchboard/contracts';
import { type AccountPrincipal, CurrentPrincipal, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';
import { ChangePassword } from './change-password.handler';

class ChangePasswordDto extends createZodDto(changePasswordBody) {}
class SessionDto extends createZodDto(session) {}

@ApiTags('sessions')
@Controller('api/v1/settings/me/password')
@UseGuards(CurrentAccountGuard)
export class ChangePasswordController {
  constructor(private readonly changePassword: ChangePassword) {}

  /** Sets one's own password. Every session of the account ends; the answer is a new one for who has changed it. */
  @Put()
  @Roles('operator', 'manager', 'agent')
  @ApiOperation({
    summary: "Changes one's own password; the other sessions of the account end, the answer is a new one",
  })
  @ApiOkResponse({ type: SessionDto })
  change(
    @Body() body: ChangePasswordDto,
    @CurrentPrincipal() principal: AccountPrincipal,
    @Ip() address: string,
  ): Promise<Session> {
    return this.changePassword.execute(principal.accountId, body, address);
  }
}
