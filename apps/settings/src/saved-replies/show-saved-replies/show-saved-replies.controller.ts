import { Controller, Get, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { listOf, listQuery, type SavedReply, savedReply, uuid } from '@switchboard/contracts';
import { CurrentPrincipal, decodeCursor, type Page, type Principal, Roles, toPage } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { DataSource } from 'typeorm';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';
import { teamOf } from '../../shared/team-of';
import { SavedReplyRepository } from '../saved-reply.repository';

class SavedRepliesDto extends createZodDto(listOf(savedReply)) {}
class SavedRepliesQueryDto extends createZodDto(listQuery) {}

@ApiTags('saved replies')
@Controller('api/v1/settings/saved-replies')
@UseGuards(CurrentAccountGuard)
export class ShowSavedRepliesController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly savedReplies: SavedReplyRepository,
  ) {}

  /** The saved replies of one's own team, in the order of their ids. */
  @Get()
  @Roles('manager', 'agent')
  @ApiOperation({ summary: 'The saved replies of the team' })
  @ApiOkResponse({ type: SavedRepliesDto })
  async list(
    @Query() { limit, cursor }: SavedRepliesQueryDto,
    @CurrentPrincipal() principal: Principal,
  ): Promise<Page<SavedReply>> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, uuid);
    const rows = await this.savedReplies.page(this.dataSource.manager, teamOf(principal), after, limit + 1);
    return toPage(
      rows,
      limit,
      ({ id }) => id,
      (reply) => reply,
    );
  }
}
