import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { leftMessages, listQuery } from '@switchboard/contracts';
import { CurrentPrincipal, decodeCursor, type Principal, Roles, toPage } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { queuePlace, withoutPlace } from '../http/queue-place';
import { memberOf } from '../http/team-of';
import { LeftMessagesRepository } from './left-messages.repository';

class MessagesQuery extends createZodDto(listQuery) {}
class MessageList extends createZodDto(leftMessages) {}

@ApiTags('messages')
@Controller('api/v1/routing/messages')
export class ListMessagesController {
  constructor(private readonly messages: LeftMessagesRepository) {}

  @Get()
  @Roles('agent', 'manager')
  @ApiOperation({ summary: 'Left messages that are not closed yet; oldest first' })
  @ApiOkResponse({ type: MessageList })
  async list(
    @CurrentPrincipal() principal: Principal,
    @Query() { limit, cursor }: MessagesQuery,
  ): Promise<MessageList> {
    const { teamId } = memberOf(principal);
    const after = cursor === undefined ? 0 : decodeCursor(cursor, queuePlace);
    const found = await this.messages.page(teamId, after, limit);
    return toPage(found, limit, (message) => message.queueSequence, withoutPlace);
  }
}
