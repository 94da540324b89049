import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ChatToken } from '@switchboard/contracts';
import { AcceptsExpired, Problem } from '@switchboard/runtime';
import { DataSource } from 'typeorm';
import { type Caller, teamOfChat } from '../channel-access/caller';
import { Callers, CurrentCaller } from '../channel-access/callers.decorator';
import { ChatTokenDto, ChatPathDto } from '../show-chat/chat.dto';
import { ChatRepository } from '../show-chat/chat.repository';
import { objectionTo } from '../send-message/writer';
import { CustomerTokens } from './customer-tokens';
import { problemAnswer } from '../show-chat/problem-answer';

/**
 * How long after its end a token renews itself while the chat is open, in seconds: the customer comes back to a left
 * message after a weekend, or whenever the team has found time for it (0026).
 */
const RENEWABLE_SECONDS = 90 * 24 * 60 * 60;

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
  @AcceptsExpired(RENEWABLE_SECONDS)
  @ApiOperation({
    summary: 'A new token of the chat for another 24 hours; the old one stays valid until its own end',
    description: 'While the chat can be written in, its customer may renew a token that expired up to 90 days ago.',
  })
  @ApiOkResponse({ type: ChatTokenDto })
  @ApiNotFoundResponse(problemAnswer('No such chat for this caller'))
  @ApiConflictResponse(
    problemAnswer('The request has not arrived here yet; or the token has expired and the chat is over'),
  )
  async renew(@CurrentCaller() caller: Caller, @Param() { id }: ChatPathDto): Promise<ChatToken> {
    const chat = await this.chats.find(this.dataSource.manager, teamOfChat(caller, id), id);
    if (!chat) throw new Problem('CHAT.NOT_FOUND');
    if (chat.customer_id === null) throw new Problem('CHAT.REQUEST_NOT_SEEN', { headers: { 'retry-after': '1' } });
    const over = hasExpired(caller) ? objectionTo({ kind: 'customer' }, chat) : undefined;
    if (over) throw new Problem(over);
    return this.tokens.mint({ chatId: id, teamId: chat.team_id, customerId: chat.customer_id });
  }
}

const hasExpired = (caller: Caller): boolean => caller.kind === 'customer' && caller.expiresAt * 1000 <= Date.now();
