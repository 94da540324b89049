import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { cancelChatBody, type IntakeChat } from '@switchboard/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { type Caller, teamOfChat } from '../channel-access/caller';
import { Callers, CurrentCaller } from '../channel-access/callers.decorator';
import { IntakeChatDto, ChatPathDto } from '../show-chat/chat.dto';
import { toIntakeChat } from '../show-chat/chat.repository';
import { CancelChatHandler } from './cancel-chat.handler';
import { problemAnswer } from '../show-chat/problem-answer';

class CancelChatDto extends createZodDto(cancelChatBody) {}
// Clients that have no reason to give may send no body at all.
class MaybeCancelChatDto extends createZodDto(z.preprocess((body) => body ?? {}, cancelChatBody)) {}

@ApiTags('chats')
@Controller('api/v1/intake/chats')
export class CancelChatController {
  constructor(private readonly handler: CancelChatHandler) {}

  @Post(':id/cancel')
  @HttpCode(200)
  @Callers('customer', 'secret')
  @ApiOperation({ summary: 'The customer leaves; `state` follows when routing has decided the outcome' })
  @ApiBody({ type: CancelChatDto, required: false })
  @ApiOkResponse({ type: IntakeChatDto })
  @ApiNotFoundResponse(problemAnswer('No such chat for this caller'))
  async cancel(
    @CurrentCaller() caller: Caller,
    @Param() { id }: ChatPathDto,
    @Body() { reason }: MaybeCancelChatDto,
  ): Promise<IntakeChat> {
    return toIntakeChat(await this.handler.cancel(teamOfChat(caller, id), id, reason));
  }
}
