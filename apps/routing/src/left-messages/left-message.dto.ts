import { type LeftMessage, leftMessage } from '@switchboard/contracts';
import { createZodDto } from 'nestjs-zod';
import type { LeftMessageView } from './left-messages.repository';

export class LeftMessageDto extends createZodDto(leftMessage) {}

/** The view without what only routing needs. */
export function toPublic({ queueSequence: _, ...message }: LeftMessageView): LeftMessage {
  return message;
}
