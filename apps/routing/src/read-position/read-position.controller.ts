import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { chatPosition } from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Problem, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { IdParams } from '../chats/chat.dto';
import { ChatViewsRepository, MAX_POSITION } from '../chats/chat-views.repository';
import { memberOf } from '../http/team-of';

class PositionDto extends createZodDto(chatPosition) {}

@ApiTags('chats')
@Controller('api/v1/routing/chats')
export class ReadPositionController {
  constructor(private readonly views: ChatViewsRepository) {}

  @Get(':id/position')
  @Roles('customer', 'agent', 'manager')
  @ApiOperation({ summary: 'Place in the waiting list: exact up to 100, "100+" beyond' })
  @ApiOkResponse({ type: PositionDto })
  async read(@CurrentPrincipal() principal: Principal, @Param() { id }: IdParams): Promise<PositionDto> {
    const view = await this.views.find(teamFor(principal, id), id);
    if (!view) throw new Problem('CHAT.NOT_FOUND');
    const beyond = view.state === 'waiting' && view.position === null;
    return {
      chatId: id,
      state: view.state,
      position: beyond ? MAX_POSITION + 1 : view.position,
      exact: !beyond,
    };
  }
}

/** A customer's token is for one chat: any other is not there. */
function teamFor(principal: Principal, chatId: string): string {
  if (principal.kind === 'account') return memberOf(principal).teamId;
  if (principal.chatId !== chatId) throw new Problem('CHAT.NOT_FOUND');
  return principal.teamId;
}
