import { rowsOf } from '@switchboard/persistence';
import { instant } from './instant';

/** $1 team, $2 kinds, $3 subjects, pairwise. */
export const DEADLINES = `
  SELECT kind, subject_id AS "subjectId", ${instant('due_at')} AS "dueAt" FROM deadline
  WHERE team_id = $1 AND (kind, subject_id) IN (SELECT * FROM ${rowsOf(2, 'text, uuid')})`;

/** $1 kinds, $2 subjects, pairwise: in the one order of all writers, so that none waits for another in a circle. */
export const LOCK_DEADLINES = `
  SELECT 1 FROM deadline WHERE (kind, subject_id) IN (SELECT * FROM ${rowsOf(1, 'text, uuid')})
  ORDER BY subject_id, kind FOR UPDATE`;

/** $1 kinds, $2 subjects, $3 teams, $4 times. A deadline that is moved is nobody's to run until it is due again. */
export const SET_DEADLINES = `
  INSERT INTO deadline (kind, subject_id, team_id, due_at)
  SELECT * FROM ${rowsOf(1, 'text, uuid, uuid, timestamptz')}
  ON CONFLICT (kind, subject_id) DO UPDATE
  SET due_at = excluded.due_at, set_at = excluded.set_at, taken_until = '-infinity'`;

/** $1 kinds, $2 subjects, pairwise. */
export const CLEAR_DEADLINES = `
  DELETE FROM deadline WHERE (kind, subject_id) IN (SELECT * FROM ${rowsOf(1, 'text, uuid')})`;

/**
 * $1 team, $2 seconds or NULL: the rule about chats without messages is another. Chats in progress are watched from now
 * on, or not any more.
 */
export const WATCH_INACTIVITY = `
  WITH given_up AS (
    DELETE FROM deadline WHERE $2::int IS NULL AND kind = 'inactivity' AND team_id = $1
  )
  INSERT INTO deadline (kind, subject_id, team_id, due_at)
  SELECT 'inactivity', chat_id, team_id, clock_timestamp() + $2::int * interval '1 s'
  FROM assignment WHERE $2::int IS NOT NULL AND team_id = $1 AND released_at IS NULL
  ON CONFLICT (kind, subject_id) DO UPDATE SET due_at = excluded.due_at, set_at = excluded.set_at`;

/**
 * $1 team, $2 seconds: chats are not left with whoever has lost the connection any more. The grace period of those who are
 * gone already begins now.
 */
export const WATCH_THE_ABSENT = `
  INSERT INTO deadline (kind, subject_id, team_id, due_at)
  SELECT 'grace', id, team_id, clock_timestamp() + $2::int * interval '1 s'
  FROM agent WHERE team_id = $1 AND NOT connected AND active_chats > 0
  ON CONFLICT DO NOTHING`;
