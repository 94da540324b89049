import { Controller, Get, Param } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { ChatForAgents, IntakeChat } from '@switchboard/contracts';
import { Problem } from '@switchboard/runtime';
import { DataSource } from 'typeorm';
import { type Caller, teamOfChat } from '../channel-access/caller';
import { Callers, CurrentCaller } from '../channel-access/callers.decorator';
import { ChatForAgentsDto, ChatPathDto, IntakeChatDto } from './chat.dto';
import { ChatForAgentsRepository } from './chat-for-agents.repository';
import { ChatRepository, toIntakeChat } from './chat.repository';
import { problemAnswer } from './problem-answer';

@ApiTags('chats')
@Controller('api/v1/intake/chats')
export class ShowChatController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly chats: ChatRepository,
    private readonly forAgents: ChatForAgentsRepository,
  ) {}

  @Get(':id')
  @Callers('customer', 'secret', 'agent')
  @ApiOperation({ summary: 'The state of a chat as its customer may see it; agents see who the customer is, too' })
  @ApiExtraModels(IntakeChatDto, ChatForAgentsDto)
  @ApiOkResponse({ schema: { anyOf: [IntakeChatDto, ChatForAgentsDto].map((dto) => ({ $ref: getSchemaPath(dto) })) } })
  @ApiNotFoundResponse(problemAnswer('No such chat for this caller'))
  async show(@CurrentCaller() caller: Caller, @Param() { id }: ChatPathDto): Promise<IntakeChat | ChatForAgents> {
    const teamId = teamOfChat(caller, id);
    const chat = await (caller.kind === 'agent' ? this.forAgents.find(teamId, id) : this.forCustomer(teamId, id));
    if (!chat) throw new Problem('CHAT.NOT_FOUND');
    return chat;
  }

  private async forCustomer(teamId: string, id: string): Promise<IntakeChat | undefined> {
    const chat = await this.chats.find(this.dataSource.manager, teamId, id);
    return chat && toIntakeChat(chat);
  }
}
