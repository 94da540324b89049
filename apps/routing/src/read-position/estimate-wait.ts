import type { EstimateBasis } from '@switchboard/contracts';

/** What is known about a team's pace at the moment. */
export interface Pace {
  /** Automatic assignment fills every place at once; by hand, agents take chats when they like. */
  readonly automatic: boolean;
  /** Places of the agents who are connected and available. */
  readonly places: number;
  /** Of these, how many are free. */
  readonly freePlaces: number;
  /** How long the last ownerships took, in seconds, in any order. */
  readonly handleSeconds: readonly number[];
  /** Mean seconds between the last assignments; undefined = too few. */
  readonly secondsBetweenAssignments: number | undefined;
}

export interface Estimate {
  /** Whole seconds; null when nothing can be said. */
  readonly seconds: number | null;
  readonly basis: EstimateBasis;
}

/** Fewer handle times than this say nothing. */
export const FEWEST = 5;

/**
 * The wait of the customer at a place of the queue. Automatic: when all c places are taken, one becomes free every E[S]/c
 * seconds on average, so the n-th waits n * E[S]/c: the queue-length predictor (Whitt, "Predicting queueing delays",
 * Management Science 45, 1999; exact for exponential handle times). E[S] is the mean of recent handle times with the
 * longest twentieth cut to the 95th percentile, so that one chat left open over night does not speak for all. By hand
 * nothing fills a place by itself: the pace of recent assignments is carried on.
 * @param position place in the queue, from 1
 */
export function estimateWait(position: number, pace: Pace): Estimate {
  if (pace.places === 0) return { seconds: null, basis: 'nobody_active' };
  if (!pace.automatic) {
    const { secondsBetweenAssignments: gap } = pace;
    if (gap === undefined) return { seconds: null, basis: 'no_history' };
    return { seconds: Math.round(position * gap), basis: 'recent_assignments' };
  }
  const ahead = position - pace.freePlaces;
  if (ahead <= 0) return { seconds: 0, basis: 'free_place' };
  const { handleSeconds } = pace;
  if (handleSeconds.length < FEWEST) return { seconds: null, basis: 'no_history' };
  return { seconds: Math.round((ahead * robustMean(handleSeconds)) / pace.places), basis: 'handle_times' };
}

function robustMean(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const longest = sorted[Math.ceil(0.95 * sorted.length) - 1] ?? 0;
  return sorted.reduce((sum, value) => sum + Math.min(value, longest), 0) / sorted.length;
}
