import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiForbiddenResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { transferChatBody } from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Problem, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { ChatDto, IdParams } from '../chats/chat.dto';
import { ChatsReader } from '../chats/chats.reader';
import { TeamCommands } from '../http/team-commands';
import { actorOf, memberOf } from '../http/team-of';

class TransferChatBody extends createZodDto(transferChatBody) {}

@ApiTags('chats')
@Controller('api/v1/routing/chats')
export class TransferChatController {
  constructor(
    private readonly commands: TeamCommands,
    private readonly chats: ChatsReader,
  ) {}

  /** The owner or a manager moves a chat in progress. On a refusal the owner stays. */
  @Post(':id/transfer')
  @HttpCode(200)
  @Roles('agent', 'manager')
  @ApiOperation({ summary: 'Moves a chat in progress to another agent with a free place' })
  @ApiOkResponse({ type: ChatDto })
  @ApiForbiddenResponse({ description: 'CHAT.NOT_OWNER; AUTH.FORBIDDEN: only managers override a limit' })
  @ApiConflictResponse({
    description: 'AGENT.AT_CAPACITY, AGENT.NOT_CONNECTED, CHAT.NOT_IN_PROGRESS, CHAT.ALREADY_ENDED',
  })
  async transfer(
    @CurrentPrincipal() principal: Principal,
    @Param() { id }: IdParams,
    @Body() { agentId, override }: TransferChatBody,
  ): Promise<ChatDto> {
    const member = memberOf(principal);
    if (override && !member.roles.includes('manager')) throw new Problem('AUTH.FORBIDDEN');
    await this.commands.execute(member.teamId, {
      kind: 'transfer',
      chatId: id,
      agentId,
      override,
      actor: actorOf(member),
    });
    return this.chats.read(member.teamId, id);
  }
}
