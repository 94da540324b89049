import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type AgentSettings, agentSettings, idParams, listOf, listQuery, uuid } from '@switchboard/contracts';
import { CurrentPrincipal, decodeCursor, type Page, type Principal, Roles, toPage } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { DataSource } from 'typeorm';
import { toAgentSettings } from '../../accounts/account';
import { AccountRepository } from '../../accounts/account.repository';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';
import { teamOf } from '../../shared/team-of';

class AgentDto extends createZodDto(agentSettings) {}
class AgentsDto extends createZodDto(listOf(agentSettings)) {}
class AgentsQueryDto extends createZodDto(listQuery) {}
class AgentParamsDto extends createZodDto(idParams) {}

@ApiTags('agents')
@Controller('api/v1/settings/agents')
@UseGuards(CurrentAccountGuard)
export class ShowAgentsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountRepository,
  ) {}

  /** The agents and managers of one's own team, inactive ones too, in the order of their ids. */
  @Get()
  @Roles('manager')
  @ApiOperation({ summary: 'The agents and managers of the team' })
  @ApiOkResponse({ type: AgentsDto })
  async list(
    @Query() { limit, cursor }: AgentsQueryDto,
    @CurrentPrincipal() principal: Principal,
  ): Promise<Page<AgentSettings>> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, uuid);
    const rows = await this.accounts.page(this.dataSource.manager, teamOf(principal), after, limit + 1);
    return toPage(rows, limit, ({ id }) => id, toAgentSettings);
  }

  @Get(':id')
  @Roles('manager')
  @ApiOperation({ summary: 'One of them' })
  @ApiOkResponse({ type: AgentDto })
  async show(@Param() { id }: AgentParamsDto, @CurrentPrincipal() principal: Principal): Promise<AgentSettings> {
    return toAgentSettings(await this.accounts.getMember(this.dataSource.manager, teamOf(principal), id));
  }
}
