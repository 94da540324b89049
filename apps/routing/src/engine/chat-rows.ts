import { hidden, rowsOf } from '@switchboard/persistence';
import type { Chat, ChatState } from '@switchboard/routing-domain';
import { instant } from './instant';

export interface ChatRow {
  readonly id: string;
  readonly teamId: string;
  readonly state: ChatState | 'early_cancel';
  readonly requestHash: string;
  readonly queueSequence: number;
  readonly enqueuedAt: string;
  readonly agentId: string | null;
  readonly assignmentId: string | null;
  readonly givenUpBy: string | null;
  readonly closedBy: string | null;
  readonly reason: string | null;
}

const COLUMNS = `
  id, team_id AS "teamId", state, request_hash AS "requestHash", queue_sequence::float8 AS "queueSequence",
  ${instant('enqueued_at')} AS "enqueuedAt", agent_id AS "agentId", assignment_id AS "assignmentId",
  given_up_by AS "givenUpBy", closed_by AS "closedBy", NULL AS reason`;

/** $1 chat ids: the chats, of whatever team, and the cancels that came before their requests, in one statement. */
export const KNOWN_CHATS = `
  SELECT ${COLUMNS} FROM chat WHERE id = ANY(${hidden('$1', 'uuid')})
  UNION ALL
  SELECT chat_id, team_id, 'early_cancel', '', 0, '', NULL, NULL, NULL, NULL, reason FROM early_cancel
  WHERE chat_id = ANY(${hidden('$1', 'uuid')})`;

/** $1 team, $2 how many: the oldest of the queue. */
export const WAITING_CHATS = `
  SELECT ${COLUMNS} FROM chat WHERE team_id = $1 AND state = 'waiting' ORDER BY queue_sequence LIMIT $2`;

/** $1 team ids, $2 agent ids, pairwise: the chats that they own, by the index of active assignments. */
export const OWNED_CHATS = `
  SELECT ${COLUMNS} FROM chat
  WHERE id IN (
    SELECT chat_id FROM assignment
    WHERE released_at IS NULL AND team_id = ANY(${hidden('$1', 'uuid')})
      -- "IS TRUE" keeps it from being a join, which would look at each pair of an agent and a chat.
      AND ((team_id, agent_id) IN (SELECT * FROM ${rowsOf(1, 'uuid, uuid')})) IS TRUE)`;

/** The row as the core knows it. */
export const toChat = (row: ChatRow): Chat => ({
  id: row.id,
  teamId: row.teamId,
  state: row.state as Chat['state'],
  requestHash: row.requestHash,
  queueSequence: row.queueSequence,
  enqueuedAt: row.enqueuedAt,
  ...(row.agentId !== null && { agentId: row.agentId }),
  ...(row.assignmentId !== null && { assignmentId: row.assignmentId }),
  ...(row.givenUpBy !== null && { givenUpBy: row.givenUpBy }),
  ...(row.closedBy !== null && { closedBy: row.closedBy }),
});
