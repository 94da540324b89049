import { idParams, routingChat } from '@switchboard/contracts';
import { createZodDto } from 'nestjs-zod';

export class ChatDto extends createZodDto(routingChat) {}
export class IdParams extends createZodDto(idParams) {}
