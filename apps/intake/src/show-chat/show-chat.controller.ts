import { Controller, Get, Param } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { IntakeChat } from '@switchboard/contracts';
import { Problem } from '@switchboard/runtime';
import { DataSource } from 'typeorm';
import { type Caller, teamOfChat } from '../channel-access/caller';
import { Callers, CurrentCaller } from '../channel-access/callers.decorator';
import { IntakeChatDto, ChatPathDto } from './chat.dto';
import { ChatRepository, toIntakeChat } from './chat.repository';
import { problemAnswer } from './problem-answer';

@ApiTags('chats')
@Controller('api/v1/intake/chats')
export class ShowChatController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly chats: ChatRepository,
  ) {}

  @Get(':id')
  @Callers('customer', 'secret')
  @ApiOperation({ summary: 'The state of a chat, as its customer may see it' })
  @ApiOkResponse({ type: IntakeChatDto })
  @ApiNotFoundResponse(problemAnswer('No such chat for this caller'))
  async show(@CurrentCaller() caller: Caller, @Param() { id }: ChatPathDto): Promise<IntakeChat> {
    const chat = await this.chats.find(this.dataSource.manager, teamOfChat(caller, id), id);
    if (!chat) throw new Problem('CHAT.NOT_FOUND');
    return toIntakeChat(chat);
  }
}
