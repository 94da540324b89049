import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { chatPosition } from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Problem, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { IdParams } from '../chats/chat.dto';
import { ChatViewsRepository, MAX_POSITION } from '../chats/chat-views.repository';
import { memberOf } from '../http/team-of';
import { estimateWait } from './estimate-wait';
import { PaceRepository } from './pace.repository';

class PositionDto extends createZodDto(chatPosition) {}

@ApiTags('chats')
@Controller('api/v1/routing/chats')
export class ReadPositionController {
  constructor(
    private readonly views: ChatViewsRepository,
    private readonly paces: PaceRepository,
  ) {}

  @Get(':id/position')
  @Roles('customer', 'agent', 'manager')
  @ApiOperation({ summary: 'Place in the waiting list, exact up to 100 ("100+" beyond), and the estimated wait' })
  @ApiOkResponse({ type: PositionDto })
  async read(@CurrentPrincipal() principal: Principal, @Param() { id }: IdParams): Promise<PositionDto> {
    const teamId = teamFor(principal, id);
    const view = await this.views.find(teamId, id);
    if (!view) throw new Problem('CHAT.NOT_FOUND');
    const { state } = view;
    if (state !== 'waiting') {
      return { chatId: id, state, position: null, exact: true, estimatedWaitSeconds: null, estimateBasis: null };
    }
    const position = view.position ?? MAX_POSITION + 1;
    const pace = await this.paces.read(teamId);
    const { seconds, basis } = pace ? estimateWait(position, pace) : { seconds: null, basis: 'no_history' as const };
    const exact = view.position !== null;
    return { chatId: id, state, position, exact, estimatedWaitSeconds: seconds, estimateBasis: basis };
  }
}

/** A customer's token is for one chat: any other is not there. */
function teamFor(principal: Principal, chatId: string): string {
  if (principal.kind === 'account') return memberOf(principal).teamId;
  if (principal.chatId !== chatId) throw new Problem('CHAT.NOT_FOUND');
  return principal.teamId;
}
