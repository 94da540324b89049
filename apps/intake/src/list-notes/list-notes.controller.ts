import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBadRequestResponse, ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type ChatNotes, chatNotes, chatNotesQuery, uuid } from '@switchboard/contracts';
import { decodeCursor, Problem, toPage } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { DataSource } from 'typeorm';
import type { Caller } from '../channel-access/caller';
import { Callers, CurrentCaller } from '../channel-access/callers.decorator';
import { ChatPathDto } from '../show-chat/chat.dto';
import { ChatRepository } from '../show-chat/chat.repository';
import { problemAnswer } from '../show-chat/problem-answer';
import { NoteRepository } from './note.repository';

class ChatNotesQuery extends createZodDto(chatNotesQuery) {}
class ChatNoteList extends createZodDto(chatNotes) {}

@ApiTags('tags and notes')
@Controller('api/v1/intake/chats')
export class ListNotesController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly chats: ChatRepository,
    private readonly notes: NoteRepository,
  ) {}

  @Get(':id/notes')
  @Callers('agent')
  @ApiOperation({ summary: 'What colleagues noted about a chat, newest first' })
  @ApiOkResponse({ type: ChatNoteList })
  @ApiBadRequestResponse(problemAnswer('A cursor that this list did not give'))
  @ApiNotFoundResponse(problemAnswer('No such chat for this caller'))
  async list(
    @CurrentCaller() { teamId }: Caller,
    @Param() { id }: ChatPathDto,
    @Query() { limit, cursor }: ChatNotesQuery,
  ): Promise<ChatNotes> {
    const { manager } = this.dataSource;
    const before = cursor === undefined ? null : decodeCursor(cursor, uuid);
    if (!(await this.chats.find(manager, teamId, id))) throw new Problem('CHAT.NOT_FOUND');
    const found = await this.notes.page(manager, id, before, limit + 1);
    return toPage(
      found,
      limit,
      ({ noteId }) => noteId,
      (note) => note,
    );
  }
}
