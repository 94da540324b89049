import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiCreatedResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { type ChatNote, chatNote, writeNoteBody } from '@switchboard/contracts';
import { createZodDto } from 'nestjs-zod';
import type { Caller } from '../channel-access/caller';
import { Callers, CurrentCaller } from '../channel-access/callers.decorator';
import { ChatPathDto } from '../show-chat/chat.dto';
import { problemAnswer } from '../show-chat/problem-answer';
import { WriteNoteHandler } from './write-note.handler';

class WriteNoteDto extends createZodDto(writeNoteBody) {}
class ChatNoteDto extends createZodDto(chatNote) {}

const description = `Plain text, trimmed; line breaks stay. In whatever state the chat is, by any member of the team. No
event tells of it: colleagues see it when they read the notes next. Customers and channels never do.`;

@ApiTags('tags and notes')
@Controller('api/v1/intake/chats')
export class WriteNoteController {
  constructor(private readonly handler: WriteNoteHandler) {}

  @Post(':id/notes')
  @HttpCode(201)
  @Callers('agent')
  @ApiOperation({ summary: 'Note something about a chat for colleagues', description })
  @ApiCreatedResponse({ type: ChatNoteDto })
  @ApiOkResponse({ type: ChatNoteDto, description: 'A repetition of a note that was accepted before' })
  @ApiBadRequestResponse(problemAnswer('The body is not valid'))
  @ApiNotFoundResponse(problemAnswer('No such chat for this caller'))
  @ApiConflictResponse(problemAnswer('The note id was used for another note'))
  async write(
    @CurrentCaller() caller: Caller,
    @Param() { id }: ChatPathDto,
    @Body() body: WriteNoteDto,
    @Res({ passthrough: true }) reply: { status(code: number): unknown },
  ): Promise<ChatNote> {
    if (caller.kind !== 'agent') throw new Error('@Callers lets members of the team in only');
    const { accountId, name, teamId } = caller;
    const { note, isNew } = await this.handler.write(teamId, id, { id: accountId, name }, body);
    if (!isNew) reply.status(200);
    return note;
  }
}
