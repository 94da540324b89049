import { Injectable } from '@nestjs/common';
import { encodeStreamEvent } from '@switchboard/contracts';
import type { FeedHistory, FeedItem, FeedPosition } from '@switchboard/runtime';
import { DataSource } from 'typeorm';

/** An event of a team's feed. */
export interface TeamFeedItem extends FeedItem {
  /** Null: every agent of the team. */
  readonly audience: string | null;
}

/** Reads the feeds; never waits for those who append. */
@Injectable()
export class FeedHistoryRepository implements FeedHistory<TeamFeedItem> {
  constructor(private readonly dataSource: DataSource) {}

  async position(teamId: string): Promise<FeedPosition> {
    const rows = await this.dataSource.query<FeedPosition[]>(
      `SELECT last_number::float8 AS last,
              coalesce((SELECT min(number) FROM feed_event e WHERE e.team_id = f.team_id), last_number + 1)::float8 AS oldest
       FROM feed f WHERE team_id = $1`,
      [teamId],
    );
    return rows[0] ?? { oldest: 1, last: 0 };
  }

  async read(teamId: string, after: number, limit: number): Promise<TeamFeedItem[]> {
    const rows = await this.dataSource.query<
      { number: number; topic: string; audience: string | null; event: string }[]
    >(
      `SELECT number::float8 AS number, topic, audience, event FROM feed_event
       WHERE team_id = $1 AND number > $2 ORDER BY number LIMIT $3`,
      [teamId, after, limit],
    );
    return rows.map(({ number, topic, audience, event }) => ({
      number,
      audience,
      text: encodeStreamEvent({ id: String(number), event: topic, data: event }),
    }));
  }
}
