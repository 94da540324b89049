import { Injectable } from '@nestjs/common';
import type { AgentStatisticsQuery, Durations, DurationStatistics } from '@switchboard/contracts';
import { DataSource } from 'typeorm';
import { AGGREGATES, type DurationRow, toDurations } from './durations';
import { readSeries } from './time-span';

/**
 * $1 team, $2 from, $3 to, $4 points, $5 agent or NULL. Wait (ASA, the average speed of answer, is its mean): from the
 * acceptance of a request to its first assignment, counted when it is assigned.
 */
const WAIT = `
  WITH waits AS (
    SELECT width_bucket(first.assigned_at, $4::timestamptz[]) AS point,
      extract(epoch FROM first.assigned_at - enqueued_at)::float8 AS seconds
    FROM assignment AS first JOIN chat ON chat.id = first.chat_id
    WHERE first.team_id = $1 AND first.assigned_at >= $2 AND first.assigned_at < $3
      AND ($5::uuid IS NULL OR first.agent_id = $5)
      AND NOT EXISTS (
        SELECT FROM assignment AS earlier WHERE earlier.chat_id = first.chat_id AND earlier.sequence < first.sequence)
  )
  SELECT point, ${AGGREGATES} FROM waits GROUP BY GROUPING SETS ((point), ())`;

/** As above. Handle time (AHT is its mean): how long one agent owned a chat, counted when the ownership ends. */
const HANDLE = `
  WITH handled AS (
    SELECT width_bucket(released_at, $4::timestamptz[]) AS point,
      extract(epoch FROM released_at - assigned_at)::float8 AS seconds
    FROM assignment
    WHERE team_id = $1 AND released_at >= $2 AND released_at < $3 AND ($5::uuid IS NULL OR agent_id = $5)
  )
  SELECT point, ${AGGREGATES} FROM handled GROUP BY GROUPING SETS ((point), ())`;

/** How long customers waited and how long agents took, from the record of the assignments. */
@Injectable()
export class WaitAndHandleRepository {
  constructor(private readonly dataSource: DataSource) {}

  wait(teamId: string, query: AgentStatisticsQuery): Promise<DurationStatistics> {
    return readSeries<DurationRow, Durations>(this.dataSource, WAIT, { teamId, query }, toDurations);
  }

  handle(teamId: string, query: AgentStatisticsQuery): Promise<DurationStatistics> {
    return readSeries<DurationRow, Durations>(this.dataSource, HANDLE, { teamId, query }, toDurations);
  }
}
