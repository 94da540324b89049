import { sqlState } from './sql-state';

/** What PostgreSQL says to statements behind the one that failed: it has given up the transaction, or not parsed them. */
const CONSEQUENCES = new Set(['25P02', '26000']);

/**
 * Waits until all are answered, then gives the answers, or throws what was the cause if some have failed. Unlike
 * `Promise.all` it never returns while one is under way: a statement that came after its transaction's end would stand
 * for itself.
 */
export async function answered<T extends readonly unknown[]>(
  statements: readonly [...T],
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const results = await Promise.allSettled(statements);
  const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
  if (failures.length > 0) throw failures.find((failure) => !CONSEQUENCES.has(sqlState(failure) ?? '')) ?? failures[0];
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as never;
}
