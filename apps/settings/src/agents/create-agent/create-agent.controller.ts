import { Body, Controller, Post, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { createAgentBody, type CreatedAgent, createdAgent } from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';
import { teamOf } from '../../shared/team-of';
import { CreateAgent } from './create-agent.handler';

class CreateAgentDto extends createZodDto(createAgentBody) {}
class CreatedAgentDto extends createZodDto(createdAgent) {}

@ApiTags('agents')
@Controller('api/v1/settings/agents')
@UseGuards(CurrentAccountGuard)
export class CreateAgentController {
  constructor(private readonly createAgent: CreateAgent) {}

  /** Adds an agent or a manager to one's own team. A generated password is answered here and never again. */
  @Post()
  @Roles('manager')
  @ApiOperation({ summary: 'Adds an agent with a password, the one sent or a new one that is shown once' })
  @ApiCreatedResponse({ type: CreatedAgentDto })
  create(@Body() body: CreateAgentDto, @CurrentPrincipal() principal: Principal): Promise<CreatedAgent> {
    return this.createAgent.execute(teamOf(principal), body);
  }
}
