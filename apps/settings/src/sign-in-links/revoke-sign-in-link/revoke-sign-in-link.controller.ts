import { Controller, Delete, HttpCode, Param, UseGuards } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { idParams } from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { DataSource } from 'typeorm';
import { AccountRepository } from '../../accounts/account.repository';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';
import { teamOf } from '../../shared/team-of';
import { SignInLinkRepository } from '../sign-in-link.repository';

class AgentParamsDto extends createZodDto(idParams) {}

@ApiTags('agents')
@Controller('api/v1/settings/agents/:id/sign-in-link')
@UseGuards(CurrentAccountGuard)
export class RevokeSignInLinkController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountRepository,
    private readonly links: SignInLinkRepository,
  ) {}

  /** Ends the open sign-in link of an agent of one's own team, if there is one. The present password goes on. */
  @Delete()
  @HttpCode(204)
  @Roles('manager')
  @ApiOperation({ summary: 'Ends the link of an agent' })
  @ApiNoContentResponse()
  async revoke(@Param() { id }: AgentParamsDto, @CurrentPrincipal() principal: Principal): Promise<void> {
    await this.accounts.getMember(this.dataSource.manager, teamOf(principal), id);
    await this.links.revoke(this.dataSource.manager, id);
  }
}
