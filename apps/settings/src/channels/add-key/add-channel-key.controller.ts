import { Body, Controller, Param, Post, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { createChannelKeyBody, type CreatedChannelKey, createdChannelKey, idParams } from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';
import { teamOf } from '../../shared/team-of';
import { AddChannelKey } from './add-channel-key.handler';

class ChannelParamsDto extends createZodDto(idParams) {}
class CreateChannelKeyDto extends createZodDto(createChannelKeyBody) {}
class CreatedChannelKeyDto extends createZodDto(createdChannelKey) {}

@ApiTags('channels')
@Controller('api/v1/settings/channels/:id/keys')
@UseGuards(CurrentAccountGuard)
export class AddChannelKeyController {
  constructor(private readonly addChannelKey: AddChannelKey) {}

  /** Adds a key, answered here and never again. With `expireOthersAt` the older ones of its kind end then. */
  @Post()
  @Roles('manager')
  @ApiOperation({ summary: 'Gives a channel another key, shown once; an older one of its kind may be ended with it' })
  @ApiCreatedResponse({ type: CreatedChannelKeyDto })
  add(
    @Param() { id }: ChannelParamsDto,
    @Body() body: CreateChannelKeyDto,
    @CurrentPrincipal() principal: Principal,
  ): Promise<CreatedChannelKey> {
    return this.addChannelKey.execute(teamOf(principal), id, body);
  }
}
