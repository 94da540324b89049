import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiHeader,
  ApiOperation,
  ApiTags,
  ApiTooManyRequestsResponse,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import {
  idempotencyKeyHeader,
  requestChatBody,
  type RequestChatResponse,
  requestChatResponse,
} from '@switchboard/contracts';
import { createZodDto } from 'nestjs-zod';
import { type Caller, isChannel } from '../channel-access/caller';
import { Callers, CurrentCaller } from '../channel-access/callers.decorator';
import { CustomerTokens } from '../customer-token/customer-tokens';
import { idempotencyKeyOf } from './idempotency-key';
import { RequestChatHandler } from './request-chat.handler';
import { problemAnswer } from '../show-chat/problem-answer';

class RequestChatDto extends createZodDto(requestChatBody) {}
class RequestChatResponseDto extends createZodDto(requestChatResponse) {}

@ApiTags('chats')
@Controller('api/v1/intake/chats')
export class RequestChatController {
  constructor(
    private readonly handler: RequestChatHandler,
    private readonly tokens: CustomerTokens,
  ) {}

  /** 201 for the first answer and for each repetition alike: whoever retries need not tell them apart. */
  @Post()
  @HttpCode(201)
  @Callers('secret', 'publishable')
  @ApiOperation({ summary: 'Ask for an agent' })
  @ApiHeader({ name: 'Idempotency-Key', required: true, schema: { type: 'string', minLength: 1, maxLength: 200 } })
  @ApiCreatedResponse({ type: RequestChatResponseDto })
  @ApiBadRequestResponse(problemAnswer('The body or the Idempotency-Key is not valid'))
  @ApiConflictResponse(problemAnswer('The chat id is taken, or a request with this Idempotency-Key is in flight'))
  @ApiUnprocessableEntityResponse(problemAnswer('The Idempotency-Key was used with another body'))
  @ApiTooManyRequestsResponse(problemAnswer('Too many requests with this publishable key from this address'))
  async request(
    @CurrentCaller() caller: Caller,
    @Headers(idempotencyKeyHeader) header: string | undefined,
    @Body() body: RequestChatDto,
  ): Promise<RequestChatResponse> {
    if (!isChannel(caller)) throw new Error('@Callers lets channels in only');
    const chat = await this.handler.request(caller, idempotencyKeyOf(header, caller), body);
    const { id: chatId, team_id: teamId, customer_id: customerId, state } = chat;
    const token = await this.tokens.mint({ chatId, teamId, customerId: customerId ?? body.customer.id });
    return { chatId, teamId, state, ...token };
  }
}
