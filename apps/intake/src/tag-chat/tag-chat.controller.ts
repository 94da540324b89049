import { Controller, Delete, Param, Put } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiConflictResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { type ChatTags, chatTags, tagParams } from '@switchboard/contracts';
import { createZodDto } from 'nestjs-zod';
import type { Caller } from '../channel-access/caller';
import { Callers, CurrentCaller } from '../channel-access/callers.decorator';
import { problemAnswer } from '../show-chat/problem-answer';
import { TagChatHandler } from './tag-chat.handler';

class TagPathDto extends createZodDto(tagParams) {}
class ChatTagsDto extends createZodDto(chatTags) {}

const description = `One tag at a time, so that colleagues who tag a chat at once undo nothing of each other. In whatever
state the chat is. A tag is one line of at most 40 characters, trimmed; case makes no difference, and the team's first
spelling stands. No event tells of it: colleagues see it when they read the chat next. Customers and channels never do.`;

@ApiTags('tags and notes')
@Controller('api/v1/intake/chats/:id/tags/:tag')
export class TagChatController {
  constructor(private readonly handler: TagChatHandler) {}

  @Put()
  @Callers('agent')
  @ApiOperation({ summary: 'Give a chat a tag; again is harmless', description })
  @ApiOkResponse({ type: ChatTagsDto })
  @ApiBadRequestResponse(problemAnswer('The tag is not valid'))
  @ApiNotFoundResponse(problemAnswer('No such chat for this caller'))
  @ApiConflictResponse(problemAnswer('The chat has 20 tags'))
  add(@CurrentCaller() { teamId }: Caller, @Param() { id, tag }: TagPathDto): Promise<ChatTags> {
    return this.handler.add(teamId, id, tag);
  }

  @Delete()
  @Callers('agent')
  @ApiOperation({ summary: 'Take a tag from a chat, in whatever case; again is harmless' })
  @ApiOkResponse({ type: ChatTagsDto })
  @ApiBadRequestResponse(problemAnswer('The tag is not valid'))
  @ApiNotFoundResponse(problemAnswer('No such chat for this caller'))
  remove(@CurrentCaller() { teamId }: Caller, @Param() { id, tag }: TagPathDto): Promise<ChatTags> {
    return this.handler.remove(teamId, id, tag);
  }
}
