import { Injectable } from '@nestjs/common';
import type { EventData } from '@switchboard/contracts';
import { DataSource, type EntityManager } from 'typeorm';

/** An assignment that routing has told of; it never changes. */
export interface Assignment {
  readonly agentId: string;
  /** The chat is this agent's as long as no other assignment has a higher one. */
  readonly teamSeq: number;
}

export interface NewAssignment {
  readonly data: EventData<'chat.assigned'>;
  readonly teamSeq: number;
}

/** Every assignment of each chat, so that one which is over is known from one that has not been heard of yet. */
@Injectable()
export class AssignmentRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The chats must be there. What is recorded already stays. */
  async record(tx: EntityManager, assignments: readonly NewAssignment[]): Promise<void> {
    if (assignments.length === 0) return;
    await tx.query(
      `INSERT INTO assignment (chat_id, id, agent_id, team_seq)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bigint[]) ON CONFLICT DO NOTHING`,
      [
        assignments.map(({ data }) => data.chatId),
        assignments.map(({ data }) => data.assignmentId),
        assignments.map(({ data }) => data.agent.id),
        assignments.map(({ teamSeq }) => teamSeq),
      ],
    );
  }

  async find(chatId: string, assignmentId: string): Promise<Assignment | undefined> {
    const rows: Assignment[] = await this.dataSource.query(
      'SELECT agent_id AS "agentId", team_seq::float8 AS "teamSeq" FROM assignment WHERE chat_id = $1 AND id = $2',
      [chatId, assignmentId],
    );
    return rows[0];
  }
}
