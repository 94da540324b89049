import { listOf, listQuery } from '@switchboard/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

const bytes = z
  .object({
    encoding: z.enum(['utf8', 'base64']),
    content: z.string().describe('The beginning; the whole is on the dead-letter topic'),
    size: z.int().describe('Bytes of the whole'),
  })
  .nullable();

const deadLetter = z.object({
  id: z.string(),
  consumer: z.string(),
  topic: z.string(),
  partition: z.int(),
  offset: z.string(),
  key: bytes,
  value: bytes,
  errorCode: z.string(),
  errorDetail: z.string(),
  failedAt: z.string(),
});

/** A dead letter as operators see it. */
export type DeadLetterView = z.output<typeof deadLetter>;

export class DeadLetterListQuery extends createZodDto(listQuery) {}
export class DeadLetterList extends createZodDto(listOf(deadLetter)) {}
export class RedrivenDeadLetter extends createZodDto(z.object({ id: z.string(), redrivenAt: z.string() })) {}
