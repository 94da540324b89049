import { Controller, Get, Query } from '@nestjs/common';
import { ApiBadRequestResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { customerChats, customerChatsQuery, uuid } from '@switchboard/contracts';
import { decodeCursor, toPage } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import type { Caller } from '../channel-access/caller';
import { Callers, CurrentCaller } from '../channel-access/callers.decorator';
import { ChatForAgentsRepository } from '../show-chat/chat-for-agents.repository';
import { problemAnswer } from '../show-chat/problem-answer';

class CustomerChatsQuery extends createZodDto(customerChatsQuery) {}
class CustomerChatList extends createZodDto(customerChats) {}

@ApiTags('chats')
@Controller('api/v1/intake/chats')
export class ListCustomerChatsController {
  constructor(private readonly chats: ChatForAgentsRepository) {}

  @Get()
  @Callers('agent')
  @ApiOperation({ summary: 'All chats of a customer in this team, newest first' })
  @ApiOkResponse({ type: CustomerChatList })
  @ApiBadRequestResponse(problemAnswer('No customerId, or a cursor that this list did not give'))
  async list(
    @CurrentCaller() { teamId }: Caller,
    @Query() { customerId, limit, cursor }: CustomerChatsQuery,
  ): Promise<CustomerChatList> {
    const before = cursor === undefined ? null : decodeCursor(cursor, uuid);
    const found = await this.chats.ofCustomer(teamId, customerId, before, limit);
    return toPage(
      found,
      limit,
      ({ chatId }) => chatId,
      (chat) => chat,
    );
  }
}
