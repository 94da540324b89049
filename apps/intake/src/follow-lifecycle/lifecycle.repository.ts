import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { chatColumns, type ChatRow } from '../show-chat/chat.repository';
import type { ChatState, Lifecycle } from './lifecycle';

export interface KnownChat {
  readonly id: string;
  readonly teamId: string;
  readonly lifecycle: Lifecycle;
}

@Injectable()
export class LifecycleRepository {
  /**
   * Locks the chats, in order of their ids; one not heard of yet gets a row, its request will come.
   * @param teams the team of each chat id, used for new rows only
   */
  async lock(tx: EntityManager, teams: ReadonlyMap<string, string>): Promise<Map<string, KnownChat>> {
    const ids = [...teams.keys()].sort();
    await tx.query(
      `INSERT INTO chat (id, team_id)
       SELECT id, team_id FROM unnest($1::uuid[], $2::uuid[]) AS told(id, team_id) ORDER BY id
       ON CONFLICT (id) DO NOTHING`,
      [ids, ids.map((id) => teams.get(id))],
    );
    const rows: LifecycleRow[] = await tx.query(
      `SELECT id, team_id, state, state_seq, agent_id, agent_name, assigned_seq, assigned_at, enqueued_at, ended_at,
         ended_by, left_why, message_closed_at
       FROM chat WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, { id: row.id, teamId: row.team_id, lifecycle: toLifecycle(row) }]));
  }

  /** Writes what `lock` gave and facts have changed, and returns the chats as they stand now. */
  async write(tx: EntityManager, chats: readonly KnownChat[]): Promise<ChatRow[]> {
    if (chats.length === 0) return [];
    const column = (part: keyof Lifecycle) => chats.map(({ lifecycle }) => lifecycle[part]);
    const [rows]: [ChatRow[], number] = await tx.query(
      `UPDATE chat SET state = told.state, state_seq = told.state_seq, agent_id = told.agent_id,
         agent_name = told.agent_name, assigned_seq = told.assigned_seq, assigned_at = told.assigned_at,
         enqueued_at = told.enqueued_at, ended_at = told.ended_at, ended_by = told.ended_by,
         left_why = told.left_why, message_closed_at = told.message_closed_at
       FROM unnest($1::uuid[], $2::text[], $3::bigint[], $4::uuid[], $5::text[], $6::bigint[], $7::timestamptz[],
         $8::timestamptz[], $9::timestamptz[], $10::text[], $11::text[], $12::timestamptz[])
         AS told(id, state, state_seq, agent_id, agent_name, assigned_seq, assigned_at, enqueued_at, ended_at,
           ended_by, left_why, message_closed_at)
       WHERE chat.id = told.id
       RETURNING ${chatColumns}`,
      [
        chats.map(({ id }) => id),
        column('state'),
        column('stateSeq'),
        column('agentId'),
        column('agentName'),
        column('assignedSeq'),
        column('assignedAt'),
        column('enqueuedAt'),
        column('endedAt'),
        column('endedBy'),
        column('leftWhy'),
        column('messageClosedAt'),
      ],
    );
    return rows;
  }
}

interface LifecycleRow {
  id: string;
  team_id: string;
  state: ChatState;
  state_seq: string;
  agent_id: string | null;
  agent_name: string | null;
  assigned_seq: string;
  assigned_at: Date | null;
  enqueued_at: Date | null;
  ended_at: Date | null;
  ended_by: Lifecycle['endedBy'];
  left_why: Lifecycle['leftWhy'];
  message_closed_at: Date | null;
}

function toLifecycle(row: LifecycleRow): Lifecycle {
  return {
    state: row.state,
    stateSeq: Number(row.state_seq),
    agentId: row.agent_id,
    agentName: row.agent_name,
    assignedSeq: Number(row.assigned_seq),
    assignedAt: row.assigned_at?.toISOString() ?? null,
    enqueuedAt: row.enqueued_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    endedBy: row.ended_by,
    leftWhy: row.left_why,
    messageClosedAt: row.message_closed_at?.toISOString() ?? null,
  };
}
