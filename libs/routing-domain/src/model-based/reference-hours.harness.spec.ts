import type { Instant, Schedule } from '../index';

const MINUTE = 60_000;
/** As far as one looks: the schedules of these tests repeat weekly and have one holiday. */
const HORIZON = 15 * 24 * 60;

/** Whether a team is open. For teams in UTC only: zones have an oracle of their own. */
export function openAt({ hours, holidays }: Schedule, at: number): boolean {
  const date = new Date(at);
  if (holidays.includes(date.toISOString().slice(0, 10))) return false;
  const day = date.getUTCDay() || 7;
  const minute = date.getUTCHours() * 60 + date.getUTCMinutes();
  const minuteOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  return (
    hours.length === 0 || hours.some((h) => h.day === day && minuteOf(h.from) <= minute && minute < minuteOf(h.to))
  );
}

/** When that changes next, found minute by minute. */
export function changesAfter(schedule: Schedule, at: number): Instant | undefined {
  if (schedule.hours.length === 0 && schedule.holidays.length === 0) return undefined;
  const first = Math.floor(at / MINUTE) * MINUTE;
  for (let minute = 1; minute <= HORIZON; minute++) {
    const time = first + minute * MINUTE;
    if (openAt(schedule, time) !== openAt(schedule, at)) return new Date(time).toISOString();
  }
  return undefined;
}
