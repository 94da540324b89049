import { Injectable } from '@nestjs/common';
import type {
  Actor,
  AssignmentCause,
  ChatAssigned,
  LeftWhy,
  QueuedWhy,
  RequeueCause,
} from '@switchboard/routing-domain';
import { DataSource } from 'typeorm';
import { instant } from '../engine/instant';

/** What an assignment's record keeps of its decision. */
export interface RecordedDecision extends Pick<
  ChatAssigned,
  'method' | 'cause' | 'strategy' | 'reason' | 'considered' | 'settingsVersion' | 'actor'
> {
  readonly agentName: string;
}

export interface ChatRecord {
  readonly state: string;
  readonly enqueuedAt: string;
  readonly queuedWhy: QueuedWhy | null;
  readonly leftWhy: LeftWhy | null;
  /** Who has closed the left message. */
  readonly closedByName: string | null;
  readonly endedAt: string | null;
  readonly endReason: string | null;
  readonly endActor: Actor | null;
}

export interface AssignmentRecord {
  readonly agentId: string;
  readonly assignedAt: string;
  readonly decision: RecordedDecision;
  readonly releasedAt: string | null;
  /** Why the ownership ended by a move; null while it stands, and when the chat ended. */
  readonly release: { readonly cause: AssignmentCause | RequeueCause; readonly actor: Actor } | null;
}

@Injectable()
export class DecisionsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async chat(teamId: string, chatId: string): Promise<ChatRecord | undefined> {
    const sql = `
      SELECT state, ${instant('enqueued_at')} AS "enqueuedAt", queued_why AS "queuedWhy", left_why AS "leftWhy",
        agent.name AS "closedByName", ${instant('ended_at')} AS "endedAt",
        end_reason AS "endReason", end_actor::json AS "endActor"
      FROM chat LEFT JOIN agent ON agent.id = chat.closed_by WHERE chat.id = $1 AND chat.team_id = $2`;
    const rows = await this.dataSource.query<ChatRecord[]>(sql, [chatId, teamId]);
    return rows[0];
  }

  /** Oldest first. */
  async assignments(teamId: string, chatId: string): Promise<AssignmentRecord[]> {
    const sql = `
      SELECT agent_id AS "agentId", ${instant('assigned_at')} AS "assignedAt", decision::json AS decision,
        ${instant('released_at')} AS "releasedAt", release::json AS release
      FROM assignment WHERE chat_id = $1 AND team_id = $2 ORDER BY sequence`;
    return await this.dataSource.query<AssignmentRecord[]>(sql, [chatId, teamId]);
  }
}
