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

/** What TypeORM says to begin and to end a transaction. */
const BEGIN = 'START TRANSACTION';
const COMMIT = 'COMMIT';

/**
 * In a transaction rows are found by their index, whatever the statistics say: a plan is then right for tables of any size,
 * nearly, so it is made for all parameters and kept for a while.
 */
const BEGIN_WITH_LOOKUPS = `
  ${BEGIN}; SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off;
  SET LOCAL enable_bitmapscan = off; SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off`;

/** While a table fits in one page, reading all its index is cheaper than to look up ten rows: such a plan must not stay. */
const PLANS_LAST_MS = 5_000;

const BEGUN = { command: 'START', rows: [], rowCount: null, oid: 0, fields: [] } satisfies QueryResult;
const WRITES = /\b(INSERT INTO|UPDATE [\w.]+(\s+(AS\s+)?\w+)?\s+SET|DELETE FROM|pg_notify)\b/;

/** The part of the driver's connection that holds back what is written to it, or ends it. */
interface WithStream {
  readonly connection: { readonly stream: { cork(): void; uncork(): void; destroy(): void } };
}

/**
 * A connection for short transactions of statements that come again and again.
 * - Each statement with parameters is parsed once: PostgreSQL keeps it, and in transactions its plan, under a name.
 * - Statements are sent without waiting for the answers to those before (`pipeline`), and those of one turn of the event
 *   loop by one write: a write and its wake-up cost as much as a small statement.
 * - Nobody waits for the beginning of a transaction but its first statement that writes: should the beginning fail, that
 *   would stand for itself. The connection ends then, and with it the transaction.
 * - A transaction that PostgreSQL had given up is an error to commit; by itself it would say ROLLBACK and nothing else.
 */
export class PreparedClient extends Client {
  private corked = false;
  private plannedAt = -PLANS_LAST_MS;
  private beginning: Promise<void> | undefined;
  private failure: Error | undefined;
  /** A statement waits for the beginning, so those after it do. */
  private holds = false;

  override query(...args: unknown[]): never {
    return this.inOrder(args) as never;
  }

  private inOrder(args: unknown[]): unknown {
    const [text] = args;
    if (this.failure) return Promise.reject(this.failure);
    if (text === BEGIN) return this.begin();
    if (text === COMMIT) return this.commit();
    if (!this.beginning || typeof text !== 'string') return this.send(args);
    this.holds ||= WRITES.test(text);
    return this.holds ? this.beginning.then(() => this.inOrder(args)) : this.send(args);
  }

  private send([text, values, ...rest]: unknown[]): Promise<QueryResult> {
    this.cork();
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
    const named = name === undefined ? [text, values, ...rest] : [{ name, text, values }, ...rest];
    return super.query(...(named as [string]));
  }

  private begin(): Promise<QueryResult> {
    this.discardOldPlans();
    this.holds = false;
    this.beginning = this.send([BEGIN_WITH_LOOKUPS])
      .catch((error: Error) => {
        this.failure = error;
        void this.end(); // so that the pool takes it back no more
        (this as unknown as WithStream).connection.stream.destroy();
      })
      .then(() => {
        this.beginning = undefined;
      });
    return Promise.resolve(BEGUN);
  }

  /** By a message of its own: in one with the beginning it would take the transaction's first snapshot, which fixes its isolation. */
  private discardOldPlans(): void {
    const now = performance.now();
    if (now - this.plannedAt < PLANS_LAST_MS) return;
    this.plannedAt = now;
    this.send(['DISCARD PLANS']).catch(() => undefined); // whatever hinders it hinders the beginning as well
  }

  private async commit(): Promise<QueryResult> {
    await this.beginning;
    if (this.failure) throw this.failure;
    const result = await this.send([COMMIT]);
    if (result.command === 'ROLLBACK')
      throw new Error('nothing was committed: a statement of the transaction had failed');
    return result;
  }

  private cork(): void {
    if (this.corked) return;
    const { stream } = (this as unknown as WithStream).connection;
    this.corked = true;
    stream.cork();
    process.nextTick(() => {
      this.corked = false;
      stream.uncork();
    });
  }
}
