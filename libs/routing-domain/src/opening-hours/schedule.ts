import type { Instant } from '../instant';
import { offsetAt } from './zone';

/** One stretch of opening. Several a day leave breaks; past midnight is a second stretch, on the next day. */
export interface OpeningHours {
  /** 1 = Monday … 7 = Sunday. */
  readonly day: number;
  /** `HH:MM`; belongs to the stretch. */
  readonly from: string;
  /** `HH:MM` or `24:00`; no longer belongs to it. */
  readonly to: string;
}

/** When a team is open, as its settings say. */
export interface Schedule {
  /** IANA name, e.g. `Asia/Seoul`. */
  readonly timeZone: string;
  /** None = open around the clock. */
  readonly hours: readonly OpeningHours[];
  /** Local dates, `YYYY-MM-DD`, closed from midnight to midnight whatever the hours are. */
  readonly holidays: readonly string[];
}

/**
 * What the wall clock shows, as the milliseconds at which a clock in UTC would show it. Not an instant: some of them
 * never occur in a zone, others twice.
 */
export type WallClock = number;

export const DAY = 86_400_000;

/** `HH:MM` as milliseconds since midnight. */
export const timeOfDay = (text: string): number => (Number(text.slice(0, 2)) * 60 + Number(text.slice(3))) * 60_000;

export const midnightBefore = (wallClock: WallClock): WallClock => Math.floor(wallClock / DAY) * DAY;

/** The stretches of the day that the wall clock shows. */
export function hoursOfDay({ hours }: Schedule, wallClock: WallClock): readonly OpeningHours[] {
  // Counted as 0 to 6 here, Monday first. Day 0 was a Thursday; the second remainder is for the days before it.
  const weekday = (((Math.floor(wallClock / DAY) + 3) % 7) + 7) % 7;
  return hours.filter((stretch) => stretch.day === weekday + 1);
}

const isHoliday = ({ holidays }: Schedule, wallClock: WallClock): boolean =>
  holidays.length > 0 && holidays.includes(new Date(wallClock).toISOString().slice(0, 10));

/** Whether the weekly hours hold, holiday or not. */
export function isWithinHours(schedule: Schedule, wallClock: WallClock): boolean {
  if (schedule.hours.length === 0) return true;
  const time = wallClock - midnightBefore(wallClock);
  return hoursOfDay(schedule, wallClock).some(({ from, to }) => timeOfDay(from) <= time && time < timeOfDay(to));
}

/** Whether the schedule is open when its zone's clocks show this. */
export const isOpenByWallClock = (schedule: Schedule, wallClock: WallClock): boolean =>
  isWithinHours(schedule, wallClock) && !isHoliday(schedule, wallClock);

/**
 * Whether a team is open. What the wall clock of its zone shows decides, and nothing else; so it is well defined when
 * clocks are put forward or back: a skipped hour (or day) does not occur, a repeated hour occurs twice, and opening
 * hours inside it hold both times.
 *
 * @throws RangeError for a zone unknown to this Node.js, and for an `at` that is no time.
 */
export function isOpen(schedule: Schedule, at: Instant): boolean {
  const time = Date.parse(at);
  return isOpenByWallClock(schedule, time + offsetAt(schedule.timeZone, time));
}
