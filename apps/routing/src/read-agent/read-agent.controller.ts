import { Controller, Get, Param } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, Problem, Roles } from '@switchboard/runtime';
import { memberOf } from '../http/team-of';
import { AgentDto, AgentParams } from '../list-agents/agent.dto';
import { AgentViewsRepository } from '../list-agents/agent-views.repository';

@ApiTags('agents')
@Controller('api/v1/routing/agents')
export class ReadAgentController {
  constructor(private readonly agents: AgentViewsRepository) {}

  /** Whom routing has not heard of yet is not found; a manager who is no agent is, and is not active. */
  @Get(':id')
  @Roles('agent', 'manager')
  @ApiOperation({ summary: 'One agent of the team; `me` stands for the caller' })
  @ApiOkResponse({ type: AgentDto })
  @ApiNotFoundResponse({ description: 'AGENT.NOT_FOUND' })
  async read(@CurrentPrincipal() principal: Principal, @Param() { id }: AgentParams): Promise<AgentDto> {
    const { teamId, accountId } = memberOf(principal);
    const agent = await this.agents.find(teamId, id === 'me' ? accountId : id);
    if (!agent) throw new Problem('AGENT.NOT_FOUND');
    return agent;
  }
}
