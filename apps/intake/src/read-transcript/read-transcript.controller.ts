import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { transcript, type Transcript, transcriptQuery } from '@switchboard/contracts';
import { Problem } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { DataSource } from 'typeorm';
import { type Caller, teamOfChat } from '../channel-access/caller';
import { Callers, CurrentCaller } from '../channel-access/callers.decorator';
import { ReadMarkRepository } from '../mark-read/read-mark.repository';
import { ChatPathDto } from '../show-chat/chat.dto';
import { ChatRepository } from '../show-chat/chat.repository';
import { problemAnswer } from '../show-chat/problem-answer';
import { TranscriptRepository } from './transcript.repository';

class TranscriptQueryDto extends createZodDto(transcriptQuery) {}
class TranscriptDto extends createZodDto(transcript) {}

const description = `In order of \`seq\`, which has no gaps: who misses a number reads again behind the last one they have.
The first message of the request, if there was one, opens the transcript with number 0 and the chat's id as its own.
\`nextCursor\` is what \`after\` has to be for the next page. \`read\` tells how far each side has read.

An agent reads once more behind the last number whenever the stream brings \`chat.assigned\`: what was said before it may
have been told to nobody.`;

@ApiTags('messages')
@Controller('api/v1/intake/chats')
export class ReadTranscriptController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly chats: ChatRepository,
    private readonly transcripts: TranscriptRepository,
    private readonly marks: ReadMarkRepository,
  ) {}

  @Get(':id/messages')
  @Callers('customer', 'secret', 'agent')
  @ApiOperation({ summary: 'What has been said in a chat', description })
  @ApiOkResponse({ type: TranscriptDto })
  @ApiNotFoundResponse(problemAnswer('No such chat for this caller'))
  async read(
    @CurrentCaller() caller: Caller,
    @Param() { id }: ChatPathDto,
    @Query() { after = -1, limit }: TranscriptQueryDto,
  ): Promise<Transcript> {
    const { manager } = this.dataSource;
    if (!(await this.chats.find(manager, teamOfChat(caller, id), id))) throw new Problem('CHAT.NOT_FOUND');
    const found = await this.transcripts.page(manager, id, after, limit + 1);
    const items = found.slice(0, limit);
    const nextCursor = found.length > limit ? String(items.at(-1)?.seq) : null;
    return { items, nextCursor, read: await this.marks.of(manager, id) };
  }
}
