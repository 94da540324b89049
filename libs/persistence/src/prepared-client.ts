import { Client, type QueryResult } from 'pg';

/** Distinct statements that a session keeps; ours are some hundreds, written out in the code. */
const MOST_STATEMENTS = 500;
const names = new Map<string, string>();

/** The same text has the same name in every session; undefined for those that come when enough are known. */
function nameOf(text: string): string | undefined {
  let name = names.get(text);
  if (name === undefined && names.size < MOST_STATEMENTS) names.set(text, (name = `s${names.size}`));
  return name;
}

/** What TypeORM says to begin a transaction. */
const BEGIN = 'START TRANSACTION';

/**
 * In a transaction every row is found by its index, whatever the statistics say: a plan made while a table is empty is
 * then the plan for a million rows, so it is made once a session and not for each statement anew.
 */
const BEGIN_WITH_LOOKUPS = `
  ${BEGIN}; SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off;
  SET LOCAL enable_bitmapscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off`;

const BEGUN = { command: 'START', rows: [], rowCount: null, oid: 0, fields: [] } satisfies QueryResult;

/** The part of the driver's connection that holds back what is written to it. */
interface Corkable {
  readonly connection: { readonly stream: { cork(): void; uncork(): void } };
}

/**
 * A connection for short transactions of statements that come again and again.
 * - Each statement with parameters is parsed once: PostgreSQL keeps it, and in a transaction its plan, under a name.
 * - Statements are sent without waiting for the answers to those before (`pipeline`), and those of one turn of the event
 *   loop by one write: a write and its wake-up cost as much as a small statement.
 * - Nobody waits for the beginning of a transaction: it fails only with the connection, and then so does what follows.
 */
export class PreparedClient extends Client {
  private corked = false;

  override query(...args: unknown[]): never {
    this.holdBack();
    const [text, values, ...rest] = args;
    if (text === BEGIN) return this.begin() as never;
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
    const named = name === undefined ? args : [{ name, text, values }, ...rest];
    return super.query(...(named as [string])) as never;
  }

  private begin(): Promise<QueryResult> {
    super.query(BEGIN_WITH_LOOKUPS).catch(() => undefined);
    return Promise.resolve(BEGUN);
  }

  private holdBack(): void {
    if (this.corked) return;
    const { stream } = (this as unknown as Corkable).connection;
    this.corked = true;
    stream.cork();
    process.nextTick(() => {
      this.corked = false;
      stream.uncork();
    });
  }
}
