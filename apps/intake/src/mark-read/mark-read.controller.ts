import { Body, Controller, Param, Put } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiForbiddenResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { markReadBody, readMarks, type ReadMarks } from '@switchboard/contracts';
import { createZodDto } from 'nestjs-zod';
import { type Caller, teamOfChat } from '../channel-access/caller';
import { Callers, CurrentCaller } from '../channel-access/callers.decorator';
import { WriterOfCaller } from '../send-message/writer-of-caller';
import { ChatPathDto } from '../show-chat/chat.dto';
import { problemAnswer } from '../show-chat/problem-answer';
import { MarkReadHandler } from './mark-read.handler';

class MarkReadDto extends createZodDto(markReadBody) {}
class ReadMarksDto extends createZodDto(readMarks) {}

const description = `The customer, or the channel for the customer, or the agent whose chat it is now, has seen the
messages up to number \`seq\`. The agents' side is whoever owns the chat: a new owner goes on from the mark of the one
before. A mark never goes back; one that is no further than the mark before changes nothing.`;

@ApiTags('messages')
@Controller('api/v1/intake/chats')
export class MarkReadController {
  constructor(
    private readonly handler: MarkReadHandler,
    private readonly writers: WriterOfCaller,
  ) {}

  @Put(':id/read')
  @Callers('customer', 'secret', 'agent')
  @ApiOperation({ summary: 'Mark what was read', description })
  @ApiOkResponse({ type: ReadMarksDto, description: 'How far both sides have read' })
  @ApiBadRequestResponse(problemAnswer('The body is not valid for this caller'))
  @ApiForbiddenResponse(problemAnswer('A credential that is not for this, or the chat is not (any more) the agent’s'))
  @ApiNotFoundResponse(problemAnswer('No such chat for this caller'))
  @ApiConflictResponse(
    problemAnswer('The chat is over, has no such message, or (with Retry-After) what is needed has not arrived yet'),
  )
  async mark(
    @CurrentCaller() caller: Caller,
    @Param() { id }: ChatPathDto,
    @Body() { seq, assignmentId }: MarkReadDto,
  ): Promise<ReadMarks> {
    const teamId = teamOfChat(caller, id);
    return this.handler.mark(await this.writers.of(caller, id, assignmentId), teamId, id, seq);
  }
}
