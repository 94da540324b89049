import { Injectable } from '@nestjs/common';
import type { AgentStatistics, Durations, StatisticsQuery } from '@switchboard/contracts';
import { DataSource } from 'typeorm';
import { AGGREGATES, toDurations } from './durations';
import { fairnessOf } from './fairness';

/** Idle time is that of this moment: the end of the span, or now while it lasts. */
const UNTIL = 'least($3::timestamptz, statement_timestamp())';

/** $1 team, $2 from, $3 to. Agents who were assigned nothing stand with 0 if they could have been. */
const SHARES = `
  WITH assigned AS (
    SELECT agent_id, count(*)::int AS assigned FROM assignment
    WHERE team_id = $1 AND assigned_at >= $2 AND assigned_at < $3 GROUP BY agent_id
  ), handled AS (
    SELECT agent_id, ${AGGREGATES}
    FROM (
      SELECT agent_id, released_at, extract(epoch FROM released_at - assigned_at)::float8 AS seconds FROM assignment
      WHERE team_id = $1 AND released_at >= $2 AND released_at < $3) AS released
    GROUP BY agent_id
  ), owning AS (
    SELECT DISTINCT agent_id FROM assignment
    WHERE team_id = $1 AND assigned_at < ${UNTIL} AND (released_at IS NULL OR released_at >= ${UNTIL})
  ), idle AS (
    SELECT agent_id, extract(epoch FROM ${UNTIL} - max(released_at))::float8 AS seconds FROM assignment
    WHERE team_id = $1 AND released_at < ${UNTIL} AND released_at >= ${UNTIL} - interval '31 days'
      AND agent_id NOT IN (SELECT agent_id FROM owning)
    GROUP BY agent_id
  )
  SELECT id, name, coalesce(assigned, 0) AS assigned, active_chats AS "activeChats", coalesce(count, 0) AS count, mean,
    p50, p90, p95, p99, idle.seconds AS "idleSeconds"
  FROM agent LEFT JOIN assigned ON assigned.agent_id = id LEFT JOIN handled ON handled.agent_id = id
  LEFT JOIN idle ON idle.agent_id = id
  WHERE team_id = $1 AND configuration_version > 0 AND (active OR assigned IS NOT NULL OR handled.count IS NOT NULL)
  ORDER BY coalesce(assigned, 0) DESC, name, id`;

interface Row extends Durations {
  readonly id: string;
  readonly name: string;
  readonly assigned: number;
  readonly activeChats: number;
  readonly idleSeconds: number | null;
}

/** How the work was shared among the agents. */
@Injectable()
export class SharesRepository {
  constructor(private readonly dataSource: DataSource) {}

  async read(teamId: string, { from, to }: StatisticsQuery): Promise<AgentStatistics> {
    const rows = await this.dataSource.query<Row[]>(SHARES, [teamId, from, to]);
    const total = rows.reduce((sum, { assigned }) => sum + assigned, 0);
    const agents = rows.map(({ id, name, assigned, activeChats, idleSeconds, ...handle }) => ({
      id,
      name,
      assigned,
      share: total === 0 ? 0 : assigned / total,
      handle: toDurations(handle),
      activeChats,
      idleSeconds,
    }));
    return { from, to, agents, fairness: fairnessOf(rows.map(({ assigned }) => assigned)) };
  }
}
