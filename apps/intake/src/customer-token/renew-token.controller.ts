import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ChatToken } from '@switchboard/contracts';
import { Problem } from '@switchboard/runtime';
import { DataSource } from 'typeorm';
import { type Caller, teamOfChat } from '../channel-access/caller';
import { Callers, CurrentCaller } from '../channel-access/callers.decorator';
import { ChatTokenDto, ChatPathDto } from '../show-chat/chat.dto';
import { ChatRepository } from '../show-chat/chat.repository';
import { CustomerTokens } from './customer-tokens';
import { problemAnswer } from '../show-chat/problem-answer';

@ApiTags('chats')
@Controller('api/v1/intake/chats')
export class RenewTokenController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly chats: ChatRepository,
    private readonly tokens: CustomerTokens,
  ) {}

  @Post(':id/token')
  @HttpCode(200)
  @Callers('customer', 'secret')
  @ApiOperation({ summary: 'A new token of the chat for another 24 hours; the old one stays valid until its own end' })
  @ApiOkResponse({ type: ChatTokenDto })
  @ApiNotFoundResponse(problemAnswer('No such chat for this caller'))
  @ApiConflictResponse(problemAnswer('The request of the chat has not arrived here yet'))
  async renew(@CurrentCaller() caller: Caller, @Param() { id }: ChatPathDto): Promise<ChatToken> {
    const chat = await this.chats.find(this.dataSource.manager, teamOfChat(caller, id), id);
    if (!chat) throw new Problem('CHAT.NOT_FOUND');
    if (chat.customer_id === null) throw new Problem('CHAT.REQUEST_NOT_SEEN', { headers: { 'retry-after': '1' } });
    return this.tokens.mint({ chatId: id, teamId: chat.team_id, customerId: chat.customer_id });
  }
}
