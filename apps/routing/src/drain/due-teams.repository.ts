import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PRESENCE_IS_LIVE } from '../engine/presence-pulse';

/** Teams flagged as due, read without a lock: a hint where to look, the drain itself decides under the lock. */
@Injectable()
export class DueTeamsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** All of them, or the one if it is due. */
  async all(only?: string): Promise<string[]> {
    return this.ids(`$1::uuid IS NULL OR id = $1`, [only ?? null]);
  }

  /** Those that have been due for longer, and not only because presence is silent. */
  async overdue(milliseconds: number): Promise<string[]> {
    return this.ids(`drain_due_at < clock_timestamp() - $1 * interval '1 ms' AND ${PRESENCE_IS_LIVE}`, [milliseconds]);
  }

  private async ids(condition: string, parameters: unknown[]): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT id FROM team WHERE drain_due AND (${condition}) ORDER BY drain_due_at`,
      parameters,
    );
    return rows.map((row) => row.id);
  }
}
