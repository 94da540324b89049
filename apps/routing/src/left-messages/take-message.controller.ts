import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { leftMessage } from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Problem, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { IdParams } from '../chats/chat.dto';
import { TeamCommands } from '../http/team-commands';
import { withoutPlace } from '../http/queue-place';
import { memberOf } from '../http/team-of';
import { LeftMessagesRepository } from './left-messages.repository';

class LeftMessageDto extends createZodDto(leftMessage) {}

@ApiTags('messages')
@Controller('api/v1/routing/messages')
export class TakeMessageController {
  constructor(
    private readonly commands: TeamCommands,
    private readonly messages: LeftMessagesRepository,
  ) {}

  /** The agent takes a left message, to answer it; it does not count as an assigned chat. A repeat is success. */
  @Post(':id/take')
  @HttpCode(200)
  @Roles('agent')
  @ApiOperation({ summary: 'Takes a left message' })
  @ApiOkResponse({ type: LeftMessageDto })
  @ApiConflictResponse({ description: 'MESSAGE.ALREADY_TAKEN names the `winner`; MESSAGE.ALREADY_CLOSED' })
  async take(@CurrentPrincipal() principal: Principal, @Param() { id }: IdParams): Promise<LeftMessageDto> {
    const { teamId, accountId } = memberOf(principal);
    await this.commands.execute(teamId, { kind: 'take-message', chatId: id, agentId: accountId });
    const message = await this.messages.find(teamId, id);
    if (!message) throw new Problem('MESSAGE.ALREADY_CLOSED'); // in this very moment
    return withoutPlace(message);
  }
}
