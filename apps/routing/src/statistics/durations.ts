import type { Durations } from '@switchboard/contracts';
import type { PointRow } from './time-span';

export interface DurationRow extends PointRow, Durations {}

/** Aggregates of a column `seconds`, as the columns of `Durations`. */
export const AGGREGATES = `
  count(seconds)::int AS count, avg(seconds)::float8 AS mean,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) AS p50,
  percentile_cont(0.9) WITHIN GROUP (ORDER BY seconds) AS p90,
  percentile_cont(0.95) WITHIN GROUP (ORDER BY seconds) AS p95,
  percentile_cont(0.99) WITHIN GROUP (ORDER BY seconds) AS p99`;

/** Milliseconds are the finest that the instants have. */
const rounded = (seconds: number | null): number | null =>
  seconds === null ? null : Math.round(seconds * 1000) / 1000;

export function toDurations(row: Durations | undefined): Durations {
  if (!row) return { count: 0, mean: null, p50: null, p90: null, p95: null, p99: null };
  const { count, mean, p50, p90, p95, p99 } = row;
  return {
    count,
    mean: rounded(mean),
    p50: rounded(p50),
    p90: rounded(p90),
    p95: rounded(p95),
    p99: rounded(p99),
  };
}
