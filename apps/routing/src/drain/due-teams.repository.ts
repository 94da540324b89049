import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PresenceNews } from '../engine/presence-news';
import { PRESENCE_LIVE_SINCE } from '../engine/presence-pulse';

interface DueRow {
  readonly id: string;
  readonly liveSince: string | null;
}

/** Teams flagged as due, read without a lock: a hint where to look, the drain itself decides under the lock. */
@Injectable()
export class DueTeamsRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly news: PresenceNews,
  ) {}

  /** All of them, or the one if it is due. */
  async all(only?: string): Promise<string[]> {
    return (await this.rows(`$1::uuid IS NULL OR id = $1`, [only ?? null])).map(({ id }) => id);
  }

  /** Those that have been due for longer, and not only because presence is silent or its news unread. */
  async overdue(milliseconds: number): Promise<string[]> {
    const rows = await this.rows(`drain_due_at < clock_timestamp() - $1 * interval '1 ms'`, [milliseconds]);
    return rows.filter(({ liveSince }) => !this.news.isSilent(liveSince)).map(({ id }) => id);
  }

  private rows(condition: string, parameters: unknown[]): Promise<DueRow[]> {
    return this.dataSource.query<DueRow[]>(
      `SELECT id, ${PRESENCE_LIVE_SINCE} AS "liveSince" FROM team
       WHERE drain_due AND (${condition}) ORDER BY drain_due_at`,
      parameters,
    );
  }
}
