import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { endChatBody } from '@switchboard/contracts';
import { CurrentPrincipal, type Principal, Roles } from '@switchboard/runtime';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { ChatDto, IdParams } from '../chats/chat.dto';
import { ChatsReader } from '../chats/chats.reader';
import { TeamCommands } from '../http/team-commands';
import { actorOf, memberOf } from '../http/team-of';

class EndChatBody extends createZodDto(endChatBody) {}
// Whoever has no reason to give may send no body at all.
class MaybeEndChatBody extends createZodDto(z.preprocess((body) => body ?? {}, endChatBody)) {}

@ApiTags('chats')
@Controller('api/v1/routing/chats')
export class EndChatController {
  constructor(
    private readonly commands: TeamCommands,
    private readonly chats: ChatsReader,
  ) {}

  /** The owner or a manager ends a chat. Ending it once more changes nothing and is answered as success. */
  @Post(':id/end')
  @HttpCode(200)
  @Roles('agent', 'manager')
  @ApiOperation({ summary: 'Ends a chat' })
  @ApiBody({ type: EndChatBody, required: false })
  @ApiOkResponse({ type: ChatDto })
  async end(
    @CurrentPrincipal() principal: Principal,
    @Param() { id }: IdParams,
    @Body() { reason }: MaybeEndChatBody,
  ): Promise<ChatDto> {
    const member = memberOf(principal);
    await this.commands.execute(member.teamId, { kind: 'end', chatId: id, reason, actor: actorOf(member) });
    return this.chats.read(member.teamId, id);
  }
}
