import { Controller, Delete, HttpCode, Param, UseGuards } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { channelKeyPath } from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Problem, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';
import { teamOf } from '../../shared/team-of';
import { ChangeChannel } from '../change-channel/change-channel.handler';

class ChannelKeyParamsDto extends createZodDto(channelKeyPath) {}

@ApiTags('channels')
@Controller('api/v1/settings/channels/:id/keys/:keyId')
@UseGuards(CurrentAccountGuard)
export class RevokeChannelKeyController {
  constructor(private readonly changeChannel: ChangeChannel) {}

  /** Ends a key at once. */
  @Delete()
  @HttpCode(204)
  @Roles('manager')
  @ApiOperation({ summary: 'Ends a key at once' })
  @ApiNoContentResponse()
  async revoke(@Param() { id, keyId }: ChannelKeyParamsDto, @CurrentPrincipal() principal: Principal): Promise<void> {
    await this.changeChannel.execute(teamOf(principal), id, ({ keys }) => {
      if (!keys.some((key) => key.keyId === keyId)) throw new Problem('CHANNEL.KEY_NOT_FOUND');
      return { keys: keys.filter((key) => key.keyId !== keyId) };
    });
  }
}
