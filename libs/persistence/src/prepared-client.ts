import { Client } from 'pg';

/** Distinct statements that a session keeps; ours are some hundreds, written out in the code. */
const MOST_STATEMENTS = 500;
const names = new Map<string, string>();

/** The same text has the same name in every session; undefined for those that come when enough are known. */
function nameOf(text: string): string | undefined {
  let name = names.get(text);
  if (name === undefined && names.size < MOST_STATEMENTS) names.set(text, (name = `s${names.size}`));
  return name;
}

/**
 * A connection that parses each statement with parameters once: PostgreSQL keeps it under a name. Parsing takes as long as
 * planning and running one of the hot path's wide statements for a single chat. Plans are still made for the parameters at
 * hand (`plan_cache_mode`).
 */
export class PreparedClient extends Client {
  override query(...args: unknown[]): never {
    const [text, values, ...rest] = args;
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
    const named = name === undefined ? args : [{ name, text, values }, ...rest];
    return super.query(...(named as [string])) as never;
  }
}
