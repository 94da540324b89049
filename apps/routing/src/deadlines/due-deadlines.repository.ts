import { Injectable } from '@nestjs/common';
import type { DeadlineKind } from '@switchboard/routing-domain';
import { DataSource } from 'typeorm';
import { PRESENCE_IS_LIVE } from '../engine/presence-pulse';

export interface DueDeadline {
  readonly kind: DeadlineKind;
  readonly subjectId: string;
  readonly teamId: string;
}

/** Should the instance that took them die, others take them after this time. */
const LEASE_SECONDS = 10;
const PAGE = 500;

/**
 * $1 kind: one that waits for its news must not keep another from its turn. A statement of its own that holds no lock
 * beyond its end: who is to run them locks the team first, like everybody, and looks again. Grace periods and inactivity
 * stand still while presence is silent: its beats come the same way as the news of who has come back or written.
 */
const TAKE = `
  WITH due AS (
    SELECT kind, subject_id FROM deadline
    WHERE kind = $1 AND due_at <= now() AND taken_until < now() AND ($1 = 'hours' OR ${PRESENCE_IS_LIVE})
    ORDER BY due_at LIMIT ${PAGE} FOR UPDATE SKIP LOCKED
  )
  UPDATE deadline SET taken_until = clock_timestamp() + interval '${LEASE_SECONDS} s'
  FROM due WHERE deadline.kind = due.kind AND deadline.subject_id = due.subject_id
  RETURNING deadline.kind, deadline.subject_id AS "subjectId", team_id AS "teamId"`;

@Injectable()
export class DueDeadlinesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Takes what is due of one kind, oldest first, a page at most: nobody else gets it meanwhile. */
  async take(kind: DeadlineKind): Promise<DueDeadline[]> {
    // The driver answers an UPDATE with rows and their count.
    const [rows] = await this.dataSource.query<[DueDeadline[], number]>(TAKE, [kind]);
    return rows;
  }
}
