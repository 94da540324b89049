import { Injectable } from '@nestjs/common';
import type { AgentStatisticsQuery, FlowStatistics } from '@switchboard/contracts';
import { DataSource } from 'typeorm';
import { type PointRow, readSeries } from './time-span';

/** $1 team, $2 from, $3 to, $4 points, $5 agent or NULL. */
const FLOW = `
  WITH facts AS (
    SELECT assigned_at AS at, 'assigned' AS what FROM assignment
    WHERE team_id = $1 AND assigned_at >= $2 AND assigned_at < $3 AND ($5::uuid IS NULL OR agent_id = $5)
    UNION ALL
    SELECT ended_at, state FROM chat
    WHERE team_id = $1 AND ended_at >= $2 AND ended_at < $3 AND ($5::uuid IS NULL OR agent_id = $5)
  )
  SELECT width_bucket(at, $4::timestamptz[]) AS point,
    count(*) FILTER (WHERE what = 'assigned')::int AS assigned,
    count(*) FILTER (WHERE what = 'ended')::int AS ended,
    count(*) FILTER (WHERE what = 'cancelled')::int AS cancelled,
    count(*) FILTER (WHERE what = 'left_message')::int AS "leftMessages"
  FROM facts GROUP BY GROUPING SETS ((width_bucket(at, $4::timestamptz[])), ())`;

type FlowRow = PointRow & FlowStatistics['overall'];

const toFlow = (row: FlowRow | undefined): FlowStatistics['overall'] => ({
  assigned: row?.assigned ?? 0,
  ended: row?.ended ?? 0,
  cancelled: row?.cancelled ?? 0,
  leftMessages: row?.leftMessages ?? 0,
});

/** What was assigned and how chats ended, per interval. */
@Injectable()
export class FlowRepository {
  constructor(private readonly dataSource: DataSource) {}

  read(teamId: string, query: AgentStatisticsQuery): Promise<FlowStatistics> {
    return readSeries(this.dataSource, FLOW, { teamId, query }, toFlow);
  }
}
