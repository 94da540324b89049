import { chatForAgents, chatToken, idParams, intakeChat } from '@switchboard/contracts';
import { createZodDto } from 'nestjs-zod';

export class IntakeChatDto extends createZodDto(intakeChat) {}
export class ChatForAgentsDto extends createZodDto(chatForAgents) {}
export class ChatPathDto extends createZodDto(idParams) {}
export class ChatTokenDto extends createZodDto(chatToken) {}
