/**
 * Waits until all are answered, then gives the answers, or throws what the first of them that failed failed with. Unlike
 * `Promise.all` it never returns while one is under way: a statement that came after its transaction's end would stand
 * for itself. The first is the cause: the others have failed because PostgreSQL had given up the transaction.
 */
export async function answered<T extends readonly unknown[]>(
  statements: readonly [...T],
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const results = await Promise.allSettled(statements);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as never;
}
