import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiForbiddenResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, Roles } from '@switchboard/runtime';
import { ChatDto, IdParams } from '../chats/chat.dto';
import { ChatsReader } from '../chats/chats.reader';
import { TeamCommands } from '../http/team-commands';
import { actorOf, memberOf } from '../http/team-of';

@ApiTags('chats')
@Controller('api/v1/routing/chats')
export class RequeueChatController {
  constructor(
    private readonly commands: TeamCommands,
    private readonly chats: ChatsReader,
  ) {}

  /** The owner gives a chat back, or a manager takes it away. It waits again at its original place. */
  @Post(':id/requeue')
  @HttpCode(200)
  @Roles('agent', 'manager')
  @ApiOperation({ summary: 'Puts a chat in progress back into the queue, at its original place' })
  @ApiOkResponse({ type: ChatDto })
  @ApiForbiddenResponse({ description: 'CHAT.NOT_OWNER' })
  @ApiConflictResponse({ description: 'CHAT.ALREADY_ENDED' })
  async requeue(@CurrentPrincipal() principal: Principal, @Param() { id }: IdParams): Promise<ChatDto> {
    const member = memberOf(principal);
    await this.commands.execute(member.teamId, { kind: 'requeue', chatId: id, actor: actorOf(member) });
    return this.chats.read(member.teamId, id);
  }
}
