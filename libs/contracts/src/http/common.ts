import { z } from 'zod';
import { text, uuid } from '../values';

/** `?limit&cursor` of every list: 50 unless said otherwise, at most 200. */
export const listQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: text(500, 1).optional(),
});
export type ListQuery = z.output<typeof listQuery>;

/** The answer of every list. `nextCursor` is null on the last page. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** An address that names one thing by its id. */
export const idParams = z.object({ id: uuid });

/** The body of every error, `application/problem+json` (RFC 9457). `code` is one of `problems`. */
export const problemBody = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
  correlationId: z.string(),
});
export type ProblemBody = z.output<typeof problemBody>;
