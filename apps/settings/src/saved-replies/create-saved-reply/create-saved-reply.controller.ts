import { Body, Controller, Post, UseGuards } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { createSavedReplyBody, type SavedReply, savedReply } from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { CurrentAccountGuard } from '../../accounts/current-account.guard';
import { teamOf } from '../../shared/team-of';
import { CreateSavedReply } from './create-saved-reply.handler';

class CreateSavedReplyDto extends createZodDto(createSavedReplyBody) {}
class SavedReplyDto extends createZodDto(savedReply) {}

@ApiTags('saved replies')
@Controller('api/v1/settings/saved-replies')
@UseGuards(CurrentAccountGuard)
export class CreateSavedReplyController {
  constructor(private readonly createSavedReply: CreateSavedReply) {}

  /** Adds a text that the agents of one's own team insert by `/` and its shortcut, whose case does not count. */
  @Post()
  @Roles('manager')
  @ApiOperation({ summary: 'Adds a text that agents insert by its name' })
  @ApiCreatedResponse({ type: SavedReplyDto })
  create(@Body() body: CreateSavedReplyDto, @CurrentPrincipal() principal: Principal): Promise<SavedReply> {
    return this.createSavedReply.execute(teamOf(principal), body);
  }
}
