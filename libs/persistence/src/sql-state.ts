interface WithCode {
  code?: unknown;
  driverError?: unknown;
  cause?: unknown;
}

const sqlStatePattern = /^[0-9A-Z]{5}$/;

/** SQLSTATE of a PostgreSQL error, also of one wrapped by TypeORM or in `cause`; undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  let current = error;
  for (let depth = 0; depth < 5 && typeof current === 'object' && current !== null; depth += 1) {
    const { code, driverError, cause } = current as WithCode;
    // Node's own codes (EPIPE has five capitals too) come without the severity that every server error carries.
    if (typeof code === 'string' && sqlStatePattern.test(code) && 'severity' in current) return code;
    current = driverError ?? cause;
  }
  return undefined;
}

/** Whether the data itself is to blame (SQLSTATE class 22 or 23): trying again cannot help (architecture.md, Messaging rules). */
export function isPoison(error: unknown): boolean {
  const state = sqlState(error);
  return state !== undefined && (state.startsWith('22') || state.startsWith('23'));
}

const retryable = new Set(['40001', '40P01', '55P03']);

/** Serialization failure, deadlock, or lock time-out: the same transaction may succeed when run again. */
export function isContention(error: unknown): boolean {
  const state = sqlState(error);
  return state !== undefined && retryable.has(state);
}
