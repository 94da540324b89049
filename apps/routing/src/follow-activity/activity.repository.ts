import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/**
 * Only a deadline moves: no chat, counter or sequence changes, so the team's row need not be locked, and whoever ends the
 * chat looks at the deadline again under that lock. Locked in the order that the engine writes them in.
 */
const POSTPONE = `
  WITH active AS (
    SELECT kind, subject_id, team_id FROM deadline
    WHERE kind = 'inactivity' AND subject_id = ANY($1::uuid[])
      AND (subject_id, team_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))
    ORDER BY subject_id FOR UPDATE
  )
  UPDATE deadline SET taken_until = '-infinity', set_at = clock_timestamp(),
    due_at = greatest(due_at, clock_timestamp() + (team.settings::json ->> 'inactivitySeconds')::int * interval '1 s')
  FROM active JOIN team ON team.id = active.team_id
  WHERE deadline.kind = active.kind AND deadline.subject_id = active.subject_id
    AND team.settings::json ->> 'inactivitySeconds' IS NOT NULL`;

@Injectable()
export class ActivityRepository {
  /** Somebody has written in these chats: they do not end for want of messages yet. */
  async postpone(tx: EntityManager, chats: readonly { chatId: string; teamId: string }[]): Promise<void> {
    await tx.query(POSTPONE, [chats.map(({ chatId }) => chatId), chats.map(({ teamId }) => teamId)]);
  }
}
