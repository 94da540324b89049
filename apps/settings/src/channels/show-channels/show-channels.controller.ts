import { Controller, Get, Param, Query, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { type ChannelSettings, channelSettings, idParams, listOf, listQuery, uuid } from '@switchboard/contracts';
import { CurrentPrincipal, decodeCursor, type Page, type Principal, Roles, toPage } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { DataSource } from 'typeorm';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';
import { teamOf } from '../../shared/team-of';
import { toChannelSettings } from '../channel';
import { ChannelRepository } from '../channel.repository';

class ChannelDto extends createZodDto(channelSettings) {}
class ChannelsDto extends createZodDto(listOf(channelSettings)) {}
class ChannelsQueryDto extends createZodDto(listQuery) {}
class ChannelParamsDto extends createZodDto(idParams) {}

@ApiTags('channels')
@Controller('api/v1/settings/channels')
@UseGuards(CurrentAccountGuard)
export class ShowChannelsController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly channels: ChannelRepository,
  ) {}

  /** The channels of one's own team, in the order of their ids; of their keys neither the keys nor the hashes. */
  @Get()
  @Roles('manager')
  @ApiOperation({ summary: "The channels of the team, without their keys' secrets" })
  @ApiOkResponse({ type: ChannelsDto })
  async list(
    @Query() { limit, cursor }: ChannelsQueryDto,
    @CurrentPrincipal() principal: Principal,
  ): Promise<Page<ChannelSettings>> {
    const after = cursor === undefined ? undefined : decodeCursor(cursor, uuid);
    const rows = await this.channels.page(this.dataSource.manager, teamOf(principal), after, limit + 1);
    return toPage(rows, limit, ({ id }) => id, toChannelSettings);
  }

  @Get(':id')
  @Roles('manager')
  @ApiOperation({ summary: 'One of them' })
  @ApiOkResponse({ type: ChannelDto })
  async show(@Param() { id }: ChannelParamsDto, @CurrentPrincipal() principal: Principal): Promise<ChannelSettings> {
    return toChannelSettings(await this.channels.get(this.dataSource.manager, teamOf(principal), id));
  }
}
