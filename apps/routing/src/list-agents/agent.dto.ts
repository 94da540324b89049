import { routingAgent, routingAgentParams } from '@switchboard/contracts';
import { createZodDto } from 'nestjs-zod';

export class AgentDto extends createZodDto(routingAgent) {}
export class AgentParams extends createZodDto(routingAgentParams) {}
