import type { AgentStatisticsQuery, StatisticsInterval } from '@switchboard/contracts';
import type { DataSource } from 'typeorm';
import { instant } from '../engine/instant';

const step: Record<StatisticsInterval, string> = {
  '5m': '5 minutes',
  '15m': '15 minutes',
  '1h': '1 hour',
  '1d': '1 day',
};

/** $1 team, $2 from, $3 to, $4 step. Days begin at midnight where the team is, the first point at `from`. */
const POINTS = `
  WITH zone AS (SELECT coalesce((SELECT settings::json ->> 'timeZone' FROM team WHERE id = $1), 'UTC') AS name)
  SELECT ${instant('greatest(at, $2::timestamptz)')} AS at FROM zone
  CROSS JOIN LATERAL generate_series(
    CASE $4 WHEN '1 day' THEN date_trunc('day', $2::timestamptz, zone.name) ELSE $2::timestamptz END,
    $3::timestamptz - interval '1 ms', $4::interval, zone.name) AS at
  ORDER BY at`;

/** A row of a query with `GROUPING SETS ((point), ())`: `point` counts from 1; null is the whole span. */
export interface PointRow {
  readonly point: number | null;
}

/** What was asked for, the whole span, and a point for each interval, in order. */
export interface Series<Item> extends Pick<AgentStatisticsQuery, 'from' | 'to' | 'interval'> {
  readonly overall: Item;
  readonly series: (Item & { at: string })[];
}

/**
 * Reads the facts of a team as a complete series.
 * @param sql $1 team, $2 from, $3 to, $4 beginnings of the points, $5 agent or NULL
 * @param toItem of a point's row; without a row nothing happened in it
 */
export async function readSeries<Row extends PointRow, Item extends object>(
  source: DataSource,
  sql: string,
  { teamId, query }: { teamId: string; query: AgentStatisticsQuery },
  toItem: (row: Row | undefined) => Item,
): Promise<Series<Item>> {
  const { from, to, interval, agentId } = query;
  const beginnings = await source.query<{ at: string }[]>(POINTS, [teamId, from, to, step[interval]]);
  const points = beginnings.map(({ at }) => at);
  const rows = await source.query<Row[]>(sql, [teamId, from, to, points, agentId ?? null]);
  const byPoint = new Map(rows.map((row) => [row.point, row]));
  const series = points.map((at, i) => ({ at, ...toItem(byPoint.get(i + 1)) }));
  return { from, to, interval, overall: toItem(byPoint.get(null)), series };
}
