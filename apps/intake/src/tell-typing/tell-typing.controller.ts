import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiBody,
  ApiConflictResponse,
  ApiForbiddenResponse,
  ApiNoContentResponse,
  ApiNotFoundResponse,
  ApiOperation,
  ApiTags,
  ApiTooManyRequestsResponse,
} from '@nestjs/swagger';
import { typingBody } from '@switchboard/contracts';
import { Throttle } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { type Caller, teamOfChat } from '../channel-access/caller';
import { Callers, CurrentCaller } from '../channel-access/callers.decorator';
import { WriterOfCaller } from '../send-message/writer-of-caller';
import { ChatPathDto } from '../show-chat/chat.dto';
import { problemAnswer } from '../show-chat/problem-answer';
import { TellTypingHandler } from './tell-typing.handler';

class TypingDto extends createZodDto(typingBody) {}
// Customers have nothing to say here and may send no body at all.
class MaybeTypingDto extends createZodDto(z.preprocess((body) => body ?? {}, typingBody)) {}

const description = `The other side is shown it for about 6 seconds, or until the message comes: clients call this while the
text changes, at most once in 3 seconds. They name the last message that they know as \`seq\`, so that a sign which
arrives behind the message it was of is known to be over. Nothing of it is kept, and what is being typed is not said.`;

@ApiTags('messages')
@Controller('api/v1/intake/chats')
export class TellTypingController {
  // Three times what clients send, for those who have several tabs; before anything is looked up.
  private readonly throttle = new Throttle({ limit: 10, windowMs: 10_000 });

  constructor(
    private readonly handler: TellTypingHandler,
    private readonly writers: WriterOfCaller,
  ) {}

  @Post(':id/typing')
  @HttpCode(204)
  @Callers('customer', 'secret', 'agent')
  @ApiOperation({ summary: 'Somebody is typing', description })
  @ApiBody({ type: TypingDto, required: false })
  @ApiNoContentResponse({ description: 'The other side is told' })
  @ApiBadRequestResponse(problemAnswer('The body is not valid for this caller'))
  @ApiForbiddenResponse(problemAnswer('A credential that is not for this, or the chat is not (any more) the agent’s'))
  @ApiNotFoundResponse(problemAnswer('No such chat for this caller'))
  @ApiConflictResponse(problemAnswer('The chat is over, or (with Retry-After) what is needed has not arrived yet'))
  @ApiTooManyRequestsResponse(problemAnswer('Told too often'))
  async tell(
    @CurrentCaller() caller: Caller,
    @Param() { id }: ChatPathDto,
    @Body() { assignmentId, seq }: MaybeTypingDto,
  ): Promise<void> {
    const teamId = teamOfChat(caller, id);
    // The team is part of the key: a caller of another team, who has no right to the chat, uses up nothing of it.
    this.throttle.hit(`${teamId} ${id} ${caller.kind === 'agent' ? caller.accountId : 'customer'}`);
    await this.handler.tell(await this.writers.of(caller, id, assignmentId), teamId, id, seq);
  }
}
