import { Injectable } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource, type EntityManager } from 'typeorm';
import { answered } from './answered';
import { isContention } from './sql-state';

export interface TransactionOptions {
  lockTimeoutMs?: number;
  statementTimeoutMs?: number;
}

export interface RetryOptions extends TransactionOptions {
  /** How often the work is run at most; default 5. */
  attempts?: number;
}

/** Runs work in one READ COMMITTED transaction of the service's database. */
@Injectable()
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

  /** Commits what `work` did, or rolls all of it back and throws its error. `work` runs once. */
  run<T>(work: (tx: EntityManager) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    return this.dataSource.transaction(async (tx) => {
      const [, result] = await answered([limitTime(tx, options), work(tx)]);
      return result;
    });
  }

  /**
   * As `run`, but after a deadlock, serialization failure or lock time-out the whole work is run again,
   * so it must have no effect outside the transaction. Throws the last error when all attempts failed.
   */
  async runWithRetry<T>(work: (tx: EntityManager) => Promise<T>, options: RetryOptions = {}): Promise<T> {
    const attempts = options.attempts ?? 5;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.run(work, options);
      } catch (error) {
        if (attempt >= attempts || !isContention(error)) throw error;
        await sleep(Math.random() * 20 * 2 ** attempt);
      }
    }
  }
}

async function limitTime(tx: EntityManager, options: TransactionOptions): Promise<void> {
  if (options.lockTimeoutMs === undefined && options.statementTimeoutMs === undefined) return;
  await tx.query(
    `SELECT set_config(name, value, true) FROM unnest($1::text[], $2::text[]) AS setting (name, value)
     WHERE value IS NOT NULL`,
    [
      ['lock_timeout', 'statement_timeout'],
      [options.lockTimeoutMs?.toString() ?? null, options.statementTimeoutMs?.toString() ?? null],
    ],
  );
}
