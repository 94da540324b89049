import type { Instant } from '../instant';
import {
  DAY,
  hoursOfDay,
  isOpenByWallClock,
  isWithinHours,
  midnightBefore,
  timeOfDay,
  type Schedule,
  type WallClock,
} from './schedule';
import { offsetAt } from './zone';

/** A year, and a holiday that moves by some weeks. */
const HORIZON = 400 * DAY;

/**
 * The first instant after `at` at which `isOpen` is not what it is at `at`; undefined if there is none within 400 days.
 *
 * Goes from day to day. Within a day the offset holds and the wall clock is arithmetic, unless the offset is another at
 * the end of it: then the walk stops where the zone's clocks change, and goes on with the new offset. One look a day is
 * enough: the closest two changes of a zone in the IANA database are more than three days apart.
 *
 * @throws RangeError as `isOpen` does.
 */
export function nextChange(schedule: Schedule, at: Instant): Instant | undefined {
  const { timeZone } = schedule;
  const start = Date.parse(at);
  const end = start + HORIZON;
  let time = start;
  let offset = offsetAt(timeZone, time);
  const open = isOpenByWallClock(schedule, time + offset);
  // What most teams have; spares them 400 days.
  if (schedule.hours.length === 0 && schedule.holidays.length === 0) return undefined;

  while (time <= end) {
    if (isOpenByWallClock(schedule, time + offset) !== open) return new Date(time).toISOString();
    const next = nextWallClock(schedule, time + offset, open) - offset;
    const nextOffset = offsetAt(timeZone, next);
    time = nextOffset === offset ? next : offsetChange(timeZone, time, next);
    offset = nextOffset;
  }
  return undefined;
}

/**
 * The first change of the weekly hours after `from` on the same local date, by a clock that nobody puts forward or back;
 * else midnight. On a holiday it may be none.
 */
function nextWallClock(schedule: Schedule, from: WallClock, open: boolean): WallClock {
  const midnight = midnightBefore(from);
  // An open team can close only where a stretch ends, a closed one open only where one begins.
  const boundaries = hoursOfDay(schedule, from)
    .map((stretch) => midnight + timeOfDay(open ? stretch.to : stretch.from))
    .filter((boundary) => boundary > from)
    .sort((a, b) => a - b);
  return boundaries.find((boundary) => isWithinHours(schedule, boundary) !== open) ?? midnight + DAY;
}

/** The first millisecond with the offset of `after`, which is another than that of `before`. */
function offsetChange(timeZone: string, before: number, after: number): number {
  const offset = offsetAt(timeZone, after);
  let [last, first] = [before, after];
  while (first - last > 1) {
    const middle = Math.floor((last + first) / 2);
    if (offsetAt(timeZone, middle) === offset) first = middle;
    else last = middle;
  }
  return first;
}
