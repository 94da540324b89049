import type { StatisticsInterval, StatisticsQuery } from '@switchboard/contracts';
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

/** The beginnings of the points of a series, in order. */
export async function pointsOf(source: DataSource, teamId: string, query: StatisticsQuery): Promise<string[]> {
  const parameters = [teamId, query.from, query.to, step[query.interval]];
  return (await source.query<{ at: string }[]>(POINTS, parameters)).map(({ at }) => at);
}

/** A row of a query with `GROUPING SETS ((point), ())`: `point` counts from 1; null is the whole span. */
export interface PointRow {
  readonly point: number | null;
}

/** Puts rows where they belong: the one of the whole span, and a row for each point, `empty` where there is none. */
export function toSeries<Row extends PointRow, Item extends object>(
  points: readonly string[],
  rows: readonly Row[],
  toItem: (row: Row | undefined) => Item,
): { overall: Item; series: (Item & { at: string })[] } {
  const byPoint = new Map(rows.map((row) => [row.point, row]));
  return {
    overall: toItem(byPoint.get(null)),
    series: points.map((at, i) => ({ at, ...toItem(byPoint.get(i + 1)) })),
  };
}
