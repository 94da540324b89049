import { Body, Controller, Post, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { createChannelBody, type CreatedChannel, createdChannel } from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';
import { teamOf } from '../../shared/team-of';
import { CreateChannel } from './create-channel.handler';

class CreateChannelDto extends createZodDto(createChannelBody) {}
class CreatedChannelDto extends createZodDto(createdChannel) {}

@ApiTags('channels')
@Controller('api/v1/settings/channels')
@UseGuards(CurrentAccountGuard)
export class CreateChannelController {
  constructor(private readonly createChannel: CreateChannel) {}

  /** Adds a channel to one's own team. Its two keys are answered here and never again. */
  @Post()
  @Roles('manager')
  @ApiOperation({ summary: 'Adds a channel with a secret and a publishable key, shown once' })
  @ApiCreatedResponse({ type: CreatedChannelDto })
  create(@Body() body: CreateChannelDto, @CurrentPrincipal() principal: Principal): Promise<CreatedChannel> {
    return this.createChannel.execute(teamOf(principal), body);
  }
}
