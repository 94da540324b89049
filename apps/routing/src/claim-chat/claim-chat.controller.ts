import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, Roles } from '@switchboard/runtime';
import { ChatDto, IdParams } from '../chats/chat.dto';
import { ChatsReader } from '../chats/chats.reader';
import { TeamCommands } from '../http/team-commands';
import { memberOf } from '../http/team-of';

@ApiTags('chats')
@Controller('api/v1/routing/chats')
export class ClaimChatController {
  constructor(
    private readonly commands: TeamCommands,
    private readonly chats: ChatsReader,
  ) {}

  /** An agent presses Assign. One wins; the winner's own retry is answered as success. */
  @Post(':id/claim')
  @HttpCode(200)
  @Roles('agent')
  @ApiOperation({ summary: 'Takes a waiting chat' })
  @ApiOkResponse({ type: ChatDto })
  @ApiConflictResponse({
    description: 'CHAT.ALREADY_ASSIGNED names the `winner`; AGENT.AT_CAPACITY; AGENT.NOT_CONNECTED',
  })
  async claim(@CurrentPrincipal() principal: Principal, @Param() { id }: IdParams): Promise<ChatDto> {
    const { teamId, accountId } = memberOf(principal);
    await this.commands.execute(teamId, { kind: 'claim', chatId: id, agentId: accountId });
    return this.chats.read(teamId, id);
  }
}
