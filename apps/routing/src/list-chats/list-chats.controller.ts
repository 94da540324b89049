import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { routingChats, routingChatsQuery } from '@switchboard/contracts';
import { CurrentPrincipal, decodeCursor, type Principal, Roles, toPage } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { ChatViewsRepository } from '../chats/chat-views.repository';
import { queuePlace, withoutPlace } from '../http/queue-place';
import { memberOf } from '../http/team-of';

class ListChatsQuery extends createZodDto(routingChatsQuery) {}
class ChatList extends createZodDto(routingChats) {}

@ApiTags('chats')
@Controller('api/v1/routing/chats')
export class ListChatsController {
  constructor(private readonly views: ChatViewsRepository) {}

  @Get()
  @Roles('agent', 'manager')
  @ApiOperation({ summary: 'The waiting list, or the chats in progress; oldest first' })
  @ApiOkResponse({ type: ChatList })
  async list(@CurrentPrincipal() principal: Principal, @Query() query: ListChatsQuery): Promise<ChatList> {
    const { teamId } = memberOf(principal);
    const { state, agentId, limit, cursor } = query;
    const after = cursor === undefined ? 0 : decodeCursor(cursor, queuePlace);
    const views = await this.views.page(teamId, { state, agentId, limit, after });
    return toPage(views, limit, (view) => view.queueSequence, withoutPlace);
  }
}
