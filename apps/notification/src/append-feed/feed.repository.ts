import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { FeedEntry } from './feed-entry';

/** The channel on which a commit wakes the instances; the payload is the team's id. */
export const feedChannel = 'switchboard_notification_feed';

@Injectable()
export class FeedRepository {
  /**
   * Locks the feeds of the teams, ascending, and makes those that are missing. Until the transaction ends nobody else
   * appends to them, so numbers are gapless and become visible in their order.
   */
  async lock(tx: EntityManager, teamIds: readonly string[]): Promise<Map<string, number>> {
    const sorted = [...teamIds].sort();
    await tx.query(
      `INSERT INTO feed (team_id, last_number) SELECT id, 0 FROM unnest($1::uuid[]) AS id ON CONFLICT DO NOTHING`,
      [sorted],
    );
    const rows = await tx.query<{ teamId: string; number: number }[]>(
      `SELECT team_id AS "teamId", last_number::float8 AS number FROM feed
       WHERE team_id = ANY($1) ORDER BY team_id FOR UPDATE`,
      [sorted],
    );
    return new Map(rows.map((row) => [row.teamId, row.number]));
  }

  /** Appends in the order given and wakes the instances at commit. `lastNumbers` is what `lock` returned. */
  async append(tx: EntityManager, entries: readonly FeedEntry[], lastNumbers: Map<string, number>): Promise<void> {
    if (entries.length === 0) return;
    const next = new Map(lastNumbers);
    const numbers = entries.map(({ teamId }) => {
      const number = (next.get(teamId) ?? 0) + 1;
      next.set(teamId, number);
      return number;
    });
    await insertEvents(tx, entries, numbers);
    const touched = [...new Set(entries.map((entry) => entry.teamId))];
    await tx.query(
      `WITH moved AS (
         UPDATE feed SET last_number = new.number
         FROM unnest($1::uuid[], $2::bigint[]) AS new (team_id, number) WHERE feed.team_id = new.team_id
       )
       SELECT pg_notify($3, id::text) FROM unnest($1::uuid[]) AS id`,
      [touched, touched.map((teamId) => next.get(teamId)), feedChannel],
    );
  }
}

async function insertEvents(tx: EntityManager, entries: readonly FeedEntry[], numbers: number[]): Promise<void> {
  await tx.query(
    `INSERT INTO feed_event (team_id, number, topic, audience, event, appended_at)
     SELECT team_id, number, topic, audience, event, clock_timestamp()
     FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::uuid[], $5::text[])
       AS new (team_id, number, topic, audience, event)`,
    [
      entries.map((entry) => entry.teamId),
      numbers,
      entries.map((entry) => entry.topic),
      entries.map((entry) => entry.audience),
      entries.map((entry) => entry.event),
    ],
  );
}
