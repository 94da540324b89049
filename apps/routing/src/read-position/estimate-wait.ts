import type { EstimateBasis } from '@switchboard/contracts';
import { type Departure, secondsBetween } from './departures';

/** What is known about a team's pace at the moment. */
export interface Pace {
  /** Automatic assignment fills every place at once; by hand, agents take chats when they like. */
  readonly automatic: boolean;
  /** Somebody is there: connected and available, or, where people assign by hand, connected. */
  readonly attended: boolean;
  /** Places of the agents who are connected and available. */
  readonly places: number;
  /** Of these, how many are free. */
  readonly freePlaces: number;
  /** How long the last ownerships took, in seconds, in any order. */
  readonly handleSeconds: readonly number[];
  /** How long customers waited lately, in seconds in all, and how many of them left before anybody came. */
  readonly waited: { readonly seconds: number; readonly gaveUp: number };
  /** How chats left the queue lately, newest first; instants in seconds of one clock. */
  readonly departures: readonly Departure[];
  readonly now: number;
  /** When the first of the queue came. */
  readonly waitingSince: number;
}

export interface Estimate {
  /** Whole seconds; null when nothing can be said. */
  readonly seconds: number | null;
  readonly basis: EstimateBasis;
}

/** Fewer handle times, or assignments by hand, than this say nothing. */
export const FEWEST = 5;

/**
 * The wait of the customer at a place of the queue; methods and sources in docs/statistics.md, errors by `npm run bench`.
 * @param position place in the queue, from 1
 */
export function estimateWait(position: number, pace: Pace): Estimate {
  if (!pace.attended) return { seconds: null, basis: 'nobody_active' };
  return pace.automatic ? byHandleTimes(position, pace) : byRecentAssignments(position, pace);
}

/**
 * All c places are taken, so one becomes free every E[S]/c seconds on average; each of the i who are ahead leaves by itself
 * at the rate at which customers lately gave up. The n-th waits for the sum of 1 / (c/E[S] + i * rate), i = 0 ... n-1: the
 * queue-length predictor with Markovian abandonment (Whitt 1999; Ibrahim and Whitt 2009), n * E[S]/c when nobody gives up.
 */
function byHandleTimes(position: number, { freePlaces, places, handleSeconds, waited }: Pace): Estimate {
  if (places === 0) return { seconds: null, basis: 'nobody_active' };
  const ahead = position - freePlaces;
  if (ahead <= 0) return { seconds: 0, basis: 'free_place' };
  if (handleSeconds.length < FEWEST) return { seconds: null, basis: 'no_history' };
  const service = places / robustMean(handleSeconds);
  const givingUp = waited.seconds > 0 ? waited.gaveUp / waited.seconds : 0;
  let seconds = 0;
  for (let i = 0; i < ahead; i++) seconds += 1 / (service + i * givingUp);
  return { seconds: Math.round(seconds), basis: 'handle_times' };
}

/** Nothing fills a place by itself: the pace at which people took those who waited is carried on. */
function byRecentAssignments(position: number, { departures, now, waitingSince }: Pace): Estimate {
  if (departures.length < FEWEST) return { seconds: null, basis: 'no_history' };
  const gap = secondsBetween(departures, { now, waitingSince });
  return { seconds: Math.round(position * gap), basis: 'recent_assignments' };
}

/** The mean with the longest twentieth cut to the 95th percentile: one chat left open over night does not speak for all. */
function robustMean(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const longest = sorted[Math.ceil(0.95 * sorted.length) - 1] ?? 0;
  const mean = sorted.reduce((sum, value) => sum + Math.min(value, longest), 0) / sorted.length;
  return Math.max(mean, 0.001); // the finest that instants have; chats that end as they begin must not divide by 0
}
