import { Controller, Param, Post, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { idParams, type SignInLink, signInLink } from '@switchboard/contracts';
import { type AccountPrincipal, CurrentPrincipal, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { DataSource } from 'typeorm';
import { AccountRepository } from '../../accounts/account.repository';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';
import { teamOf } from '../../shared/team-of';
import { SignInLinkRepository } from '../sign-in-link.repository';

class AgentParamsDto extends createZodDto(idParams) {}
class SignInLinkDto extends createZodDto(signInLink) {}

@ApiTags('agents')
@Controller('api/v1/settings/agents/:id/sign-in-link')
@UseGuards(CurrentAccountGuard)
export class RenewSignInLinkController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountRepository,
    private readonly links: SignInLinkRepository,
  ) {}

  /**
   * A one-time link with which an agent of one's own team chooses another password, answered once; an earlier link ends.
   * It ends as well when its maker is no active manager any more.
   * The present password goes on until the link is used. No event: it is no part of the state.
   */
  @Post()
  @Roles('manager')
  @ApiOperation({ summary: 'A new link for an agent, to choose a password; an older one ends' })
  @ApiCreatedResponse({ type: SignInLinkDto })
  async renew(@Param() { id }: AgentParamsDto, @CurrentPrincipal() principal: AccountPrincipal): Promise<SignInLink> {
    await this.accounts.getMember(this.dataSource.manager, teamOf(principal), id);
    return this.links.renew(this.dataSource.manager, id, principal.accountId);
  }
}
