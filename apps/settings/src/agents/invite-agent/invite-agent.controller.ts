import { Body, Controller, Post, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { inviteAgentBody, type InvitedAgent, invitedAgent } from '@switchboard/contracts';
import { type AccountPrincipal, CurrentPrincipal, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';
import { teamOf } from '../../shared/team-of';
import { InviteAgent } from './invite-agent.handler';

class InviteAgentDto extends createZodDto(inviteAgentBody) {}
class InvitedAgentDto extends createZodDto(invitedAgent) {}

@ApiTags('agents')
@Controller('api/v1/settings/agents/invite')
@UseGuards(CurrentAccountGuard)
export class InviteAgentController {
  constructor(private readonly inviteAgent: InviteAgent) {}

  /** Adds an agent or a manager to one's own team, who chooses a password by the sign-in link that is answered once. */
  @Post()
  @Roles('manager')
  @ApiOperation({ summary: 'Adds an agent by a link that works once, with which the agent chooses a password' })
  @ApiCreatedResponse({ type: InvitedAgentDto })
  invite(@Body() body: InviteAgentDto, @CurrentPrincipal() principal: AccountPrincipal): Promise<InvitedAgent> {
    return this.inviteAgent.execute(teamOf(principal), body, principal.accountId);
  }
}
