import { z } from 'zod';
import { decodeCursor, encodeCursor, toPage } from './paging';

const key = z.tuple([z.number(), z.string()]);
const page = (rows: number[], limit: number) =>
  toPage(
    rows,
    limit,
    (row) => [row, 'x'],
    (row) => ({ row }),
  );

it('shows no more than asked for and points behind the last one shown', () => {
  const first = page([1, 2, 3], 2);

  expect(first.items).toEqual([{ row: 1 }, { row: 2 }]);
  expect(decodeCursor(first.nextCursor ?? '', key)).toEqual([2, 'x']);
});

it.each([[[]], [[1]], [[1, 2]]])('ends with %j', (rows) => {
  expect(page(rows, 2)).toEqual({ items: rows.map((row) => ({ row })), nextCursor: null });
});

it.each(['', 'nonsense', encodeCursor({ a: 1 }), encodeCursor([1])])('refuses %j as a cursor', (cursor) => {
  let refusal: unknown;
  try {
    decodeCursor(cursor, key);
  } catch (error) {
    refusal = error;
  }

  expect(refusal).toMatchObject({ code: 'REQUEST.INVALID_CURSOR', errors: [{ field: 'cursor' }] });
});
