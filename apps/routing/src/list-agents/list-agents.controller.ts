import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { listQuery, routingAgents, uuid } from '@switchboard/contracts';
import { CurrentPrincipal, decodeCursor, type Principal, Roles, toPage } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { memberOf } from '../http/team-of';
import { AgentViewsRepository } from './agent-views.repository';

class AgentsQuery extends createZodDto(listQuery) {}
class AgentList extends createZodDto(routingAgents) {}

@ApiTags('agents')
@Controller('api/v1/routing/agents')
export class ListAgentsController {
  constructor(private readonly agents: AgentViewsRepository) {}

  @Get()
  @Roles('agent', 'manager')
  @ApiOperation({ summary: "The team's agents: availability, connection, chats in progress and limit" })
  @ApiOkResponse({ type: AgentList })
  async list(@CurrentPrincipal() principal: Principal, @Query() { limit, cursor }: AgentsQuery): Promise<AgentList> {
    const { teamId } = memberOf(principal);
    const after = cursor === undefined ? undefined : decodeCursor(cursor, uuid);
    const agents = await this.agents.page(teamId, after, limit);
    return toPage(
      agents,
      limit,
      (agent) => agent.id,
      (agent) => agent,
    );
  }
}
