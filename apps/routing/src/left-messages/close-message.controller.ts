import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { closeMessageBody } from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { IdParams } from '../chats/chat.dto';
import { TeamCommands } from '../http/team-commands';
import { actorOf, memberOf } from '../http/team-of';

class CloseMessageBody extends createZodDto(closeMessageBody) {}

@ApiTags('messages')
@Controller('api/v1/routing/messages')
export class CloseMessageController {
  constructor(private readonly commands: TeamCommands) {}

  /** Who has taken the message, or a manager, or whoever answers one that nobody has taken. A repeat is success. */
  @Post(':id/close')
  @HttpCode(204)
  @Roles('agent', 'manager')
  @ApiOperation({ summary: 'Closes a left message with a session note' })
  @ApiNoContentResponse()
  @ApiConflictResponse({ description: 'MESSAGE.ALREADY_TAKEN names the `winner`; MESSAGE.ALREADY_CLOSED' })
  async close(
    @CurrentPrincipal() principal: Principal,
    @Param() { id }: IdParams,
    @Body() { note }: CloseMessageBody,
  ): Promise<void> {
    const member = memberOf(principal);
    const actor = actorOf(member);
    await this.commands.execute(member.teamId, { kind: 'close-message', chatId: id, actor }, note);
  }
}
