interface WithCode {
  code?: unknown;
  driverError?: unknown;
  cause?: unknown;
}

const sqlStatePattern = /^[0-9A-Z]{5}$/;

/** SQLSTATE of a PostgreSQL error, also of one wrapped by TypeORM or in `cause`; undefined for anything else. */
export function sqlState(error: unknown): string | undefined {
  // Node's own codes (EPIPE has five capitals too) come without the severity that every server error carries.
  return codeOf(error, (code, holder) => sqlStatePattern.test(code) && 'severity' in holder);
}

function codeOf(error: unknown, matches: (code: string, holder: object) => boolean): string | undefined {
  let current = error;
  for (let depth = 0; depth < 5 && typeof current === 'object' && current !== null; depth += 1) {
    const { code, driverError, cause } = current as WithCode;
    if (typeof code === 'string' && matches(code, current)) return code;
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

const awayStates = /^(08|53|57P)/;
const awayCodes = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_AGAIN)/;
/** What pg, its pool and TypeORM say of a connection that is gone; they give it no code. */
const awayWords = [
  'Connection terminated',
  'timeout expired',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
  'Client was closed',
  'Query runner already released',
  'Database connection provided by a query runner was already released',
  'Driver not Connected',
];

/** Whether PostgreSQL cannot be reached, takes no more connections or ends them: nothing can work until that is over. */
export function isDatabaseAway(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return awayStates.test(state);
  if (codeOf(error, (code) => awayCodes.test(code)) !== undefined) return true;
  return error instanceof Error && awayWords.some((words) => error.message.startsWith(words));
}

/** Whether the same request may succeed in a moment: the database is away, or others held what it needed. */
export function isPassing(error: unknown): boolean {
  return isDatabaseAway(error) || isContention(error);
}
