import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { routingDecisions } from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Problem, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { IdParams } from '../chats/chat.dto';
import { memberOf } from '../http/team-of';
import { DecisionsRepository } from './decisions.repository';
import { inWords } from './in-words';

class DecisionList extends createZodDto(routingDecisions) {}

@ApiTags('chats')
@Controller('api/v1/routing/chats')
export class ReadDecisionsController {
  constructor(private readonly decisions: DecisionsRepository) {}

  @Get(':id/decisions')
  @Roles('agent', 'manager')
  @ApiOperation({ summary: 'Why the chat waited, who got it and why, how it ended; oldest first' })
  @ApiOkResponse({ type: DecisionList })
  async read(@CurrentPrincipal() principal: Principal, @Param() { id }: IdParams): Promise<DecisionList> {
    const { teamId } = memberOf(principal);
    const chat = await this.decisions.chat(teamId, id);
    if (!chat) throw new Problem('CHAT.NOT_FOUND');
    return { items: inWords(chat, await this.decisions.assignments(teamId, id)), nextCursor: null };
  }
}
