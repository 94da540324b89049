import { Body, Controller, Delete, HttpCode, Param, Patch, Query, UseGuards } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  changeChannelBody,
  type ChannelSettings,
  channelSettings,
  idParams,
  removeQuery,
} from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';
import { teamOf } from '../../shared/team-of';
import { ApiIfMatch, IfMatch, requiredVersion } from '../../shared/versions';
import { toChannelSettings } from '../channel';
import { ChangeChannel } from './change-channel.handler';

class ChannelDto extends createZodDto(channelSettings) {}
class ChangeChannelDto extends createZodDto(changeChannelBody) {}
class ChannelParamsDto extends createZodDto(idParams) {}
class RemoveQueryDto extends createZodDto(removeQuery) {}

@ApiTags('channels')
@Controller('api/v1/settings/channels/:id')
@UseGuards(CurrentAccountGuard)
export class ChangeChannelController {
  constructor(private readonly changeChannel: ChangeChannel) {}

  /** Changes the fields that are given. Needs the version that was read, in the body or as If-Match. */
  @Patch()
  @Roles('manager')
  @ApiOperation({
    summary: "Changes a channel's name or the origins that its publishable keys are for; only what is sent",
  })
  @ApiIfMatch()
  @ApiOkResponse({ type: ChannelDto })
  async change(
    @Param() { id }: ChannelParamsDto,
    @Body() { version, ...changes }: ChangeChannelDto,
    @CurrentPrincipal() principal: Principal,
    @IfMatch() ifMatch: number | undefined,
  ): Promise<ChannelSettings> {
    const expected = requiredVersion(version, ifMatch);
    return toChannelSettings(await this.changeChannel.execute(teamOf(principal), id, changes, expected));
  }

  /** Removes the channel for good; its keys stop working. */
  @Delete()
  @HttpCode(204)
  @Roles('manager')
  @ApiOperation({ summary: 'Removes a channel; its keys end at once' })
  @ApiIfMatch()
  @ApiNoContentResponse()
  async remove(
    @Param() { id }: ChannelParamsDto,
    @Query() { version }: RemoveQueryDto,
    @CurrentPrincipal() principal: Principal,
    @IfMatch() ifMatch: number | undefined,
  ): Promise<void> {
    await this.changeChannel.execute(teamOf(principal), id, { keys: [], removed: true }, version ?? ifMatch);
  }
}
