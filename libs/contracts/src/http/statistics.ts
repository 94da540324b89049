import { z } from 'zod';
import { timestamp } from '../timestamp';
import { uuid } from '../values';
import { census } from './routing';

/** How a time span is cut into points: `1d` at midnight of the team's time zone, the others from `from` on. */
export const statisticsInterval = z.enum(['5m', '15m', '1h', '1d']);
export type StatisticsInterval = z.output<typeof statisticsInterval>;

const MAX_DAYS = 31;
const DAY_MS = 86_400_000;
/** More points than anybody can see in a chart; 31 days by the hour, 7 days by the quarter, 2 days by 5 minutes fit. */
export const MAX_POINTS = 750;
const intervalMs: Record<StatisticsInterval, number> = {
  '5m': 300_000,
  '15m': 900_000,
  '1h': 3_600_000,
  '1d': DAY_MS,
};

/** `?from&to&interval` of every statistic of a time span: from inclusive, to exclusive, at most 31 days. */
export const statisticsQuery = z
  .strictObject({ from: timestamp, to: timestamp, interval: statisticsInterval.default('1h') })
  .superRefine(({ from, to, interval }, context) => {
    const span = Date.parse(to) - Date.parse(from);
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (span <= 0) refuse('to', 'must be later than from');
    else if (span > MAX_DAYS * DAY_MS) refuse('to', `must be at most ${MAX_DAYS} days after from`);
    else if (span / intervalMs[interval] > MAX_POINTS) refuse('interval', `would make more than ${MAX_POINTS} points`);
  });
export type StatisticsQuery = z.output<typeof statisticsQuery>;

/** As `statisticsQuery`; `agentId` narrows it to one agent of the team. */
export const agentStatisticsQuery = statisticsQuery.safeExtend({ agentId: uuid.optional() });
export type AgentStatisticsQuery = z.output<typeof agentStatisticsQuery>;

/** A complete series in order of time, empty points included: ready to be drawn. */
const seriesOf = <Shape extends z.ZodRawShape>(item: z.ZodObject<Shape>) =>
  z.object({
    from: timestamp,
    to: timestamp,
    interval: statisticsInterval,
    overall: item,
    series: z.array(item.extend({ at: timestamp })),
  });

/** Seconds; null where nothing was counted. Percentiles are interpolated (PostgreSQL's percentile_cont). */
export const durations = z.object({
  count: z.int(),
  mean: z.number().nullable(),
  p50: z.number().nullable(),
  p90: z.number().nullable(),
  p95: z.number().nullable(),
  p99: z.number().nullable(),
});
export type Durations = z.output<typeof durations>;

export const durationStatistics = seriesOf(durations);
export type DurationStatistics = z.output<typeof durationStatistics>;

const flow = z.object({ assigned: z.int(), ended: z.int(), cancelled: z.int(), leftMessages: z.int() });

/** `GET /api/v1/routing/statistics/flow`: `assigned` counts every ownership, transfers and reassignments too. */
export const flowStatistics = seriesOf(flow);
export type FlowStatistics = z.output<typeof flowStatistics>;

/** `GET /api/v1/routing/statistics/now`. */
export const currentStatistics = z.object({
  at: timestamp,
  waiting: z.int(),
  longestWaitSeconds: z.number().nullable(),
  inProgress: z.int(),
  /** Left messages that are not closed. */
  leftMessages: z.int(),
  /** Since midnight in the team's time zone. */
  endedToday: z.int(),
  agents: census,
});
export type CurrentStatistics = z.output<typeof currentStatistics>;

export const agentShare = z.object({
  id: uuid,
  name: z.string(),
  assigned: z.int(),
  /** Of all assignments of the time span, 0 to 1. */
  share: z.number(),
  handle: durations,
  activeChats: z.int(),
  /**
   * Seconds from the end of the last chat to the end of the time span, or to now if that comes first. The chat may have
   * ended before the span, by up to 31 days. Null for who had a chat at that moment, or ended none.
   */
  idleSeconds: z.number().nullable(),
});

/**
 * How evenly assignments were spread over the agents who got any or could have: `spread` most minus fewest;
 * `coefficientOfVariation` standard deviation / mean, 0 = even; `jainIndex` (sum x)^2 / (n * sum x^2), 1 = even
 * (Jain, Chiu, Hawe 1984). Null where nobody was assigned anything.
 */
export const fairness = z.object({
  spread: z.int(),
  coefficientOfVariation: z.number().nullable(),
  jainIndex: z.number().nullable(),
});
export type Fairness = z.output<typeof fairness>;

/** `GET /api/v1/routing/statistics/agents`: most assignments first. */
export const agentStatistics = z.object({
  from: timestamp,
  to: timestamp,
  agents: z.array(agentShare),
  fairness,
});
export type AgentStatistics = z.output<typeof agentStatistics>;
