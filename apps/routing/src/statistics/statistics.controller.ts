import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  agentStatistics,
  agentStatisticsQuery,
  currentStatistics,
  durationStatistics,
  flowStatistics,
  statisticsQuery,
} from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Problem, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { memberOf } from '../http/team-of';
import { FlowRepository } from './flow.repository';
import { NowRepository } from './now.repository';
import { SharesRepository } from './shares.repository';
import { WaitAndHandleRepository } from './wait-and-handle.repository';

class SpanQuery extends createZodDto(statisticsQuery) {}
class AgentSpanQuery extends createZodDto(agentStatisticsQuery) {}
class NowDto extends createZodDto(currentStatistics) {}
class DurationsDto extends createZodDto(durationStatistics) {}
class FlowDto extends createZodDto(flowStatistics) {}
class AgentsDto extends createZodDto(agentStatistics) {}

/** Statistics of the caller's team, ready to be drawn; what they mean stands in docs/statistics.md. */
@ApiTags('statistics')
@Controller('api/v1/routing/statistics')
export class StatisticsController {
  constructor(
    private readonly now: NowRepository,
    private readonly durations: WaitAndHandleRepository,
    private readonly flows: FlowRepository,
    private readonly shares: SharesRepository,
  ) {}

  @Get('now')
  @Roles('agent', 'manager')
  @ApiOperation({ summary: 'Waiting, longest wait, in progress, left messages, ended today, agents by status' })
  @ApiOkResponse({ type: NowDto })
  async current(@CurrentPrincipal() principal: Principal): Promise<NowDto> {
    const found = await this.now.read(memberOf(principal).teamId);
    if (!found) throw new Problem('TEAM.NOT_FOUND');
    return found;
  }

  @Get('wait')
  @Roles('manager')
  @ApiOperation({ summary: 'How long customers waited for their first agent' })
  @ApiOkResponse({ type: DurationsDto })
  wait(@CurrentPrincipal() principal: Principal, @Query() query: AgentSpanQuery): Promise<DurationsDto> {
    return this.durations.wait(memberOf(principal).teamId, query);
  }

  @Get('handle')
  @Roles('manager')
  @ApiOperation({ summary: 'How long agents owned chats' })
  @ApiOkResponse({ type: DurationsDto })
  handle(@CurrentPrincipal() principal: Principal, @Query() query: AgentSpanQuery): Promise<DurationsDto> {
    return this.durations.handle(memberOf(principal).teamId, query);
  }

  @Get('flow')
  @Roles('manager')
  @ApiOperation({ summary: 'Assigned, ended, cancelled and left per interval' })
  @ApiOkResponse({ type: FlowDto })
  flow(@CurrentPrincipal() principal: Principal, @Query() query: AgentSpanQuery): Promise<FlowDto> {
    return this.flows.read(memberOf(principal).teamId, query);
  }

  @Get('agents')
  @Roles('manager')
  @ApiOperation({ summary: 'How the work was shared: assignments, share, handle time and idle time of each agent' })
  @ApiOkResponse({ type: AgentsDto })
  agents(@CurrentPrincipal() principal: Principal, @Query() query: SpanQuery): Promise<AgentsDto> {
    return this.shares.read(memberOf(principal).teamId, query);
  }
}
