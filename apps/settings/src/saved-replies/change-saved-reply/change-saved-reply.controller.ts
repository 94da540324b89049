import { Body, Controller, Delete, HttpCode, Param, Patch, Query, UseGuards } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { changeSavedReplyBody, idParams, removeQuery, type SavedReply, savedReply } from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';
import { teamOf } from '../../shared/team-of';
import { ApiIfMatch, IfMatch, requiredVersion } from '../../shared/versions';
import { ChangeSavedReply } from './change-saved-reply.handler';

class SavedReplyDto extends createZodDto(savedReply) {}
class ChangeSavedReplyDto extends createZodDto(changeSavedReplyBody) {}
class SavedReplyParamsDto extends createZodDto(idParams) {}
class RemoveQueryDto extends createZodDto(removeQuery) {}

@ApiTags('saved replies')
@Controller('api/v1/settings/saved-replies/:id')
@UseGuards(CurrentAccountGuard)
export class ChangeSavedReplyController {
  constructor(private readonly changeSavedReply: ChangeSavedReply) {}

  /** Changes the fields that are given. Needs the version that was read, in the body or as If-Match. */
  @Patch()
  @Roles('manager')
  @ApiOperation({ summary: 'Changes a saved reply; only what is sent' })
  @ApiIfMatch()
  @ApiOkResponse({ type: SavedReplyDto })
  change(
    @Param() { id }: SavedReplyParamsDto,
    @Body() { version, ...changes }: ChangeSavedReplyDto,
    @CurrentPrincipal() principal: Principal,
    @IfMatch() ifMatch: number | undefined,
  ): Promise<SavedReply> {
    return this.changeSavedReply.execute(teamOf(principal), id, changes, requiredVersion(version, ifMatch));
  }

  /** Removes the saved reply for good; its shortcut may then be used again. */
  @Delete()
  @HttpCode(204)
  @Roles('manager')
  @ApiOperation({ summary: 'Removes a saved reply' })
  @ApiIfMatch()
  @ApiNoContentResponse()
  remove(
    @Param() { id }: SavedReplyParamsDto,
    @Query() { version }: RemoveQueryDto,
    @CurrentPrincipal() principal: Principal,
    @IfMatch() ifMatch: number | undefined,
  ): Promise<void> {
    return this.changeSavedReply.remove(teamOf(principal), id, version ?? ifMatch);
  }
}
