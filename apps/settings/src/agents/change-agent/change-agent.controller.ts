import { Body, Controller, Delete, HttpCode, Param, Patch, Query, UseGuards } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type AgentSettings, agentSettings, changeAgentBody, idParams, removeQuery } from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';
import { teamOf } from '../../shared/team-of';
import { ApiIfMatch, IfMatch, requiredVersion } from '../../shared/versions';
import { ChangeAgent } from './change-agent.handler';

class AgentDto extends createZodDto(agentSettings) {}
class ChangeAgentDto extends createZodDto(changeAgentBody) {}
class AgentParamsDto extends createZodDto(idParams) {}
class RemoveQueryDto extends createZodDto(removeQuery) {}

@ApiTags('agents')
@Controller('api/v1/settings/agents/:id')
@UseGuards(CurrentAccountGuard)
export class ChangeAgentController {
  constructor(private readonly changeAgent: ChangeAgent) {}

  /** Changes the fields that are given. Needs the version that was read, in the body or as If-Match. */
  @Patch()
  @Roles('manager')
  @ApiOperation({ summary: "Changes an agent's name, roles, capacity or whether it is active; only what is sent" })
  @ApiIfMatch()
  @ApiOkResponse({ type: AgentDto })
  change(
    @Param() { id }: AgentParamsDto,
    @Body() { version, ...changes }: ChangeAgentDto,
    @CurrentPrincipal() principal: Principal,
    @IfMatch() ifMatch: number | undefined,
  ): Promise<AgentSettings> {
    return this.changeAgent.execute(teamOf(principal), id, changes, requiredVersion(version, ifMatch));
  }

  /** Removes the agent for good; the email may then be used again. */
  @Delete()
  @HttpCode(204)
  @Roles('manager')
  @ApiOperation({ summary: 'Removes an agent for good; its chats go back to the queue' })
  @ApiIfMatch()
  @ApiNoContentResponse()
  async remove(
    @Param() { id }: AgentParamsDto,
    @Query() { version }: RemoveQueryDto,
    @CurrentPrincipal() principal: Principal,
    @IfMatch() ifMatch: number | undefined,
  ): Promise<void> {
    await this.changeAgent.execute(teamOf(principal), id, { active: false, removed: true }, version ?? ifMatch);
  }
}
