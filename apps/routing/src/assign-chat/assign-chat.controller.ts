import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { assignChatBody } from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { ChatDto, IdParams } from '../chats/chat.dto';
import { ChatsReader } from '../chats/chats.reader';
import { TeamCommands } from '../http/team-commands';
import { memberOf } from '../http/team-of';

class AssignChatBody extends createZodDto(assignChatBody) {}

@ApiTags('chats')
@Controller('api/v1/routing/chats')
export class AssignChatController {
  constructor(
    private readonly commands: TeamCommands,
    private readonly chats: ChatsReader,
  ) {}

  /** A manager gives a waiting chat to a named agent; passing the agent's limit has to be said, and is recorded. */
  @Post(':id/assign')
  @HttpCode(200)
  @Roles('manager')
  @ApiOperation({ summary: 'Gives a waiting chat to a named agent' })
  @ApiOkResponse({ type: ChatDto })
  @ApiConflictResponse({ description: 'CHAT.ALREADY_ASSIGNED names the `winner`; AGENT.AT_CAPACITY without override' })
  async assign(
    @CurrentPrincipal() principal: Principal,
    @Param() { id }: IdParams,
    @Body() { agentId, override }: AssignChatBody,
  ): Promise<ChatDto> {
    const { teamId, accountId, name } = memberOf(principal);
    const actor = { kind: 'manager', id: accountId, name } as const;
    await this.commands.execute(teamId, { kind: 'assign', chatId: id, agentId, override, actor });
    return this.chats.read(teamId, id);
  }
}
