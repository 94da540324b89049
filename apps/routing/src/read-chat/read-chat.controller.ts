import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, type Principal, Roles } from '@switchboard/runtime';
import { ChatDto, IdParams } from '../chats/chat.dto';
import { ChatsReader } from '../chats/chats.reader';
import { memberOf } from '../http/team-of';

@ApiTags('chats')
@Controller('api/v1/routing/chats')
export class ReadChatController {
  constructor(private readonly chats: ChatsReader) {}

  @Get(':id')
  @Roles('agent', 'manager')
  @ApiOperation({ summary: 'One chat of the team' })
  @ApiOkResponse({ type: ChatDto })
  read(@CurrentPrincipal() principal: Principal, @Param() { id }: IdParams): Promise<ChatDto> {
    return this.chats.read(memberOf(principal).teamId, id);
  }
}
