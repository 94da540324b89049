import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  ApiTooManyRequestsResponse,
} from '@nestjs/swagger';
import { sendMessageBody, type TranscriptMessage, transcriptMessage } from '@switchboard/contracts';
import { Throttle } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { type Caller, teamOfChat } from '../channel-access/caller';
import { Callers, CurrentCaller } from '../channel-access/callers.decorator';
import { ChatPathDto } from '../show-chat/chat.dto';
import { problemAnswer } from '../show-chat/problem-answer';
import { SendMessageHandler } from './send-message.handler';
import { WriterOfCaller } from './writer-of-caller';

class SendMessageDto extends createZodDto(sendMessageBody) {}
class TranscriptMessageDto extends createZodDto(transcriptMessage) {}

const description = `Plain text, trimmed; line breaks stay. Customers, and channels for them, write while the chat goes on,
and add to a left message until it is closed. An agent names the assignment by which the chat is theirs now: one that
intake has not heard of yet is waited for, up to 2 seconds. With a customer's token an instance takes 60 messages at once,
then one more each second.`;

@ApiTags('messages')
@Controller('api/v1/intake/chats')
export class SendMessageController {
  // More than anybody types, and less than fills a table: whoever has the customer's token can write by machine.
  private readonly throttle = new Throttle({ limit: 60, windowMs: 60_000 });

  constructor(
    private readonly handler: SendMessageHandler,
    private readonly writers: WriterOfCaller,
  ) {}

  @Post(':id/messages')
  @HttpCode(201)
  @Callers('customer', 'secret', 'agent')
  @ApiOperation({ summary: 'Say something in a chat', description })
  @ApiCreatedResponse({ type: TranscriptMessageDto })
  @ApiOkResponse({ type: TranscriptMessageDto, description: 'A repetition of a message that was accepted before' })
  @ApiBadRequestResponse(problemAnswer('The body is not valid for this caller'))
  @ApiForbiddenResponse(problemAnswer('A credential that is not for this, or the chat is not (any more) the agent’s'))
  @ApiNotFoundResponse(problemAnswer('No such chat for this caller'))
  @ApiConflictResponse(
    problemAnswer(
      'The chat is over, the message id is taken, or (with Retry-After) what is needed has not arrived yet',
    ),
  )
  @ApiTooManyRequestsResponse(problemAnswer('The customer writes too much, with Retry-After'))
  async send(
    @CurrentCaller() caller: Caller,
    @Param() { id }: ChatPathDto,
    @Body() body: SendMessageDto,
    @Res({ passthrough: true }) reply: { status(code: number): unknown },
  ): Promise<TranscriptMessage> {
    const teamId = teamOfChat(caller, id);
    if (caller.kind === 'customer') this.throttle.hit(id);
    const writer = await this.writers.of(caller, id, body.assignmentId);
    const { message, isNew } = await this.handler.send(writer, teamId, id, body);
    if (!isNew) reply.status(200);
    return message;
  }
}
