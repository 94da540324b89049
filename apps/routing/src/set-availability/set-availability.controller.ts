import { Body, Controller, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { setAvailabilityBody } from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Problem, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { TeamCommands } from '../http/team-commands';
import { memberOf } from '../http/team-of';
import { AgentDto, AgentParams } from '../list-agents/agent.dto';
import { AgentViewsRepository } from '../list-agents/agent-views.repository';

class AvailabilityBody extends createZodDto(setAvailabilityBody) {}

@ApiTags('agents')
@Controller('api/v1/routing/agents')
export class SetAvailabilityController {
  constructor(
    private readonly commands: TeamCommands,
    private readonly agents: AgentViewsRepository,
  ) {}

  /** Agents set their own, managers anybody's of the team. Becoming available drains the queue at once. */
  @Put(':id/availability')
  @Roles('agent', 'manager')
  @ApiOperation({ summary: 'Sets available, busy or hidden' })
  @ApiOkResponse({ type: AgentDto })
  async set(
    @CurrentPrincipal() principal: Principal,
    @Param() { id }: AgentParams,
    @Body() { availability }: AvailabilityBody,
  ): Promise<AgentDto> {
    const { teamId, accountId, roles } = memberOf(principal);
    const agentId = id === 'me' ? accountId : id;
    if (agentId !== accountId && !roles.includes('manager')) throw new Problem('AUTH.FORBIDDEN');
    await this.commands.execute(teamId, { kind: 'set-availability', agentId, availability });
    const agent = await this.agents.find(teamId, agentId);
    if (!agent) throw new Problem('AGENT.NOT_FOUND');
    return agent;
  }
}
