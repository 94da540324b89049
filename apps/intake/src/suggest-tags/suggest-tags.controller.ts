import { Controller, Get, Query } from '@nestjs/common';
import { ApiBadRequestResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { teamTags, type TeamTags, teamTagsQuery, text } from '@switchboard/contracts';
import { decodeCursor, toPage } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { DataSource } from 'typeorm';
import type { Caller } from '../channel-access/caller';
import { Callers, CurrentCaller } from '../channel-access/callers.decorator';
import { problemAnswer } from '../show-chat/problem-answer';
import { TagRepository } from '../tag-chat/tag.repository';

class TeamTagsQuery extends createZodDto(teamTagsQuery) {}
class TeamTagList extends createZodDto(teamTags) {}

@ApiTags('tags and notes')
@Controller('api/v1/intake/tags')
export class SuggestTagsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly tags: TagRepository,
  ) {}

  @Get()
  @Callers('agent')
  @ApiOperation({ summary: 'The tags that chats of the team have, those that begin with `prefix`, in order' })
  @ApiOkResponse({ type: TeamTagList })
  @ApiBadRequestResponse(problemAnswer('A prefix that no tag has, or a cursor that this list did not give'))
  async list(
    @CurrentCaller() { teamId }: Caller,
    @Query() { prefix, limit, cursor }: TeamTagsQuery,
  ): Promise<TeamTags> {
    const after = cursor === undefined ? '' : decodeCursor(cursor, text(500));
    const found = await this.tags.ofTeam(this.dataSource.manager, teamId, { prefix, after, limit: limit + 1 });
    return toPage(
      found,
      limit,
      ({ key }) => key,
      ({ name }) => name,
    );
  }
}
