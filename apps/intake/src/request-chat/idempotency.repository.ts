import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';

/** What an Idempotency-Key is unique within. */
export interface IdempotencyScope {
  readonly credential: string;
  readonly route: string;
  readonly key: string;
}

const keptFor = `interval '24 hours'`;

@Injectable()
export class IdempotencyRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Holds the key until the transaction ends.
   * @returns false while another transaction holds it, that is: the same request is in flight
   */
  async hold(tx: EntityManager, scope: IdempotencyScope): Promise<boolean> {
    const rows: { held: boolean }[] = await tx.query('SELECT pg_try_advisory_xact_lock($1::bigint) AS held', [
      lockOf(scope).toString(),
    ]);
    return rows[0]?.held === true;
  }

  /** What the key was used for in the last 24 hours. */
  async find(tx: EntityManager, scope: IdempotencyScope): Promise<{ chatId: string; bodyHash: string } | undefined> {
    const rows: { chat_id: string; body_hash: string }[] = await tx.query(
      `SELECT chat_id, body_hash FROM idempotency_key
       WHERE credential = $1 AND route = $2 AND key = $3 AND created_at > now() - ${keptFor}`,
      [scope.credential, scope.route, scope.key],
    );
    return rows[0] && { chatId: rows[0].chat_id, bodyHash: rows[0].body_hash };
  }

  /**
   * Remembers the key; an entry of more than 24 hours ago gives way.
   * @returns false when a younger entry stands there: another transaction used the key, and its chat is the one
   */
  async remember(tx: EntityManager, scope: IdempotencyScope, chatId: string, bodyHash: string): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `INSERT INTO idempotency_key (credential, route, key, chat_id, body_hash) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (credential, route, key)
       DO UPDATE SET chat_id = excluded.chat_id, body_hash = excluded.body_hash, created_at = now()
       WHERE idempotency_key.created_at <= now() - ${keptFor}
       RETURNING key`,
      [scope.credential, scope.route, scope.key, chatId, bodyHash],
    );
    return rows.length === 1;
  }

  /** Deletes at most `limit` entries older than 24 hours, and returns how many. Any number of instances may do it at once. */
  async prune(limit: number): Promise<number> {
    const [, count]: [unknown[], number] = await this.dataSource.query(
      `DELETE FROM idempotency_key WHERE (credential, route, key) IN (
         SELECT credential, route, key FROM idempotency_key WHERE created_at <= now() - ${keptFor}
         LIMIT $1 FOR UPDATE SKIP LOCKED)`,
      [limit],
    );
    return count;
  }
}

function lockOf({ credential, route, key }: IdempotencyScope): bigint {
  return createHash('sha256')
    .update(JSON.stringify([credential, route, key]))
    .digest()
    .readBigInt64BE();
}
