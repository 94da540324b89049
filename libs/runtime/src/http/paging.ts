import type { z } from 'zod';
import { Problem } from '../problems/problem';

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/**
 * A page out of `limit + 1` rows as the database gave them: the row too many only tells that there is more.
 * @param keyOf where the next page begins: the sort key of the last row shown
 */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => unknown,
  toItem: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null,
  };
}

/** An opaque cursor; callers must not look into it, so its inside may change. */
export function encodeCursor(key: unknown): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The sort key in a cursor of ours. Throws Problem REQUEST.INVALID_CURSOR (field `cursor`) for any other string. */
export function decodeCursor<S extends z.ZodType>(cursor: string, schema: S): z.output<S> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (cause) {
    throw new Problem('REQUEST.INVALID_CURSOR', { field: 'cursor', cause });
  }
}
