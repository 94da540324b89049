import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Pace } from './estimate-wait';

/** So many of the last ownerships speak for the next ones, none older than this. */
const LAST = 100;
const HOURS = 4;
/** Capacities are averaged over so many agents: a customer's look must not read 50,000. */
const SAMPLE = 200;

/** $1 team. Every part is bounded and has an index. */
const PACE = `
  WITH sample AS (
    SELECT avg(capacity)::float8 AS capacity, coalesce(sum(greatest(capacity - active_chats, 0)), 0)::int AS free
    FROM (SELECT capacity, active_chats FROM agent WHERE team_id = $1 AND eligible LIMIT ${SAMPLE}) AS sampled
  ), handled AS (
    SELECT extract(epoch FROM released_at - assigned_at)::float8 AS seconds FROM assignment
    WHERE team_id = $1 AND released_at > clock_timestamp() - interval '${HOURS} h'
    ORDER BY released_at DESC LIMIT ${LAST}
  ), assigned AS (
    SELECT assigned_at FROM assignment
    WHERE team_id = $1 AND assigned_at > clock_timestamp() - interval '${HOURS} h'
    ORDER BY assigned_at DESC LIMIT ${LAST}
  )
  SELECT method = 'automatic' AS automatic,
    round((free_agents + full_agents) * coalesce(sample.capacity, 0))::int AS places, sample.free AS "freePlaces",
    ARRAY(SELECT seconds FROM handled) AS "handleSeconds",
    (SELECT extract(epoch FROM clock_timestamp() - min(assigned_at))::float8 / count(*) FROM assigned
     HAVING count(*) >= 2) AS gap
  FROM team CROSS JOIN sample WHERE id = $1`;

interface Row extends Omit<Pace, 'secondsBetweenAssignments'> {
  readonly gap: number | null;
}

/** How fast a team works at the moment. */
@Injectable()
export class PaceRepository {
  constructor(private readonly dataSource: DataSource) {}

  async read(teamId: string): Promise<Pace | undefined> {
    const [row] = await this.dataSource.query<Row[]>(PACE, [teamId]);
    if (!row) return undefined;
    const { gap, ...pace } = row;
    return { ...pace, secondsBetweenAssignments: gap ?? undefined };
  }
}
