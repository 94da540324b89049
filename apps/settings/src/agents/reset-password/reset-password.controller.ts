import { Controller, Param, Post, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { idParams, newPasswordAnswer } from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { DataSource } from 'typeorm';
import { AccountRepository } from '../../accounts/account.repository';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';
import { generatePassword, hashPassword } from '../../accounts/password-hash';
import { teamOf } from '../../shared/team-of';

class AgentParamsDto extends createZodDto(idParams) {}
class NewPasswordDto extends createZodDto(newPasswordAnswer) {}

@ApiTags('agents')
@Controller('api/v1/settings/agents/:id/password')
@UseGuards(CurrentAccountGuard)
export class ResetPasswordController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountRepository,
  ) {}

  /** Gives an agent of one's own team a new generated password, answered once. No event: it is no part of the state. */
  @Post()
  @Roles('manager')
  @ApiCreatedResponse({ type: NewPasswordDto })
  async reset(@Param() { id }: AgentParamsDto, @CurrentPrincipal() principal: Principal): Promise<NewPasswordDto> {
    await this.accounts.getMember(this.dataSource.manager, teamOf(principal), id);
    const initialPassword = generatePassword();
    await this.accounts.savePassword(this.dataSource.manager, id, await hashPassword(initialPassword));
    return { initialPassword };
  }
}
