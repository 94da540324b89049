import fc from 'fast-check';
import { isOpen, nextChange, type Schedule } from '.';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** A zone and a moment near which something happens to its clocks. */
const remarkable: [string, string][] = [
  ['Europe/Berlin', '2024-03-31T01:00Z'],
  ['Europe/Berlin', '2024-10-27T01:00Z'],
  ['America/New_York', '2024-03-10T07:00Z'],
  ['America/New_York', '2024-11-03T06:00Z'],
  ['Australia/Lord_Howe', '2024-04-06T15:00Z'],
  ['Australia/Lord_Howe', '2024-10-05T15:30Z'],
  ['America/Sao_Paulo', '2018-02-18T02:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00Z'],
  // One minute past midnight.
  ['America/St_Johns', '2010-11-07T02:31Z'],
  ['Pacific/Apia', '2011-12-30T10:00Z'],
  // Half an hour for good, by day.
  ['Asia/Pyongyang', '2018-05-04T15:00Z'],
  // For Ramadan: four changes a year.
  ['Africa/Casablanca', '2024-03-10T02:00Z'],
  ['Antarctica/Troll', '2024-03-31T01:00Z'],
  ['Asia/Seoul', '2024-06-01T00:00Z'],
  ['Asia/Kathmandu', '2024-06-01T00:00Z'],
  ['Pacific/Chatham', '2024-09-28T14:00Z'],
  ['UTC', '2024-02-29T00:00Z'],
];

const timeOfDay = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const stretch = fc
  .record({
    day: fc.integer({ min: 1, max: 7 }),
    // Most in the small hours, where the clocks change; some at the edges of the day.
    from: fc.oneof(fc.nat(240), fc.nat(1439), fc.constant(0)),
    length: fc.oneof(fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 1440 })),
  })
  .map(({ day, from, length }) => ({ day, from: timeOfDay(from), to: timeOfDay(Math.min(1440, from + length)) }));

/** A schedule, and a moment within three days of what is remarkable in its zone. */
const situation = fc
  .record({
    zone: fc.constantFrom(...remarkable),
    hours: fc.array(stretch, { maxLength: 14 }),
    holidays: fc.array(fc.integer({ min: -4, max: 5 }), { maxLength: 3 }),
    later: fc.integer({ min: -3 * DAY, max: 3 * DAY }),
  })
  .map(({ zone: [timeZone, moment], hours, holidays, later }) => {
    const dates = holidays.map((days) => new Date(Date.parse(moment) + days * DAY).toISOString().slice(0, 10));
    return { schedule: { timeZone, hours, holidays: dates }, at: Date.parse(moment) + later };
  });

const instant = (time: number) => new Date(time).toISOString();

const clocks = new Map(
  remarkable.map(([timeZone]) => [
    timeZone,
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    }),
  ]),
);

/** The definition, with the weekday, date and time that Intl shows: no offsets, no arithmetic. */
function shownAsOpen({ timeZone, hours, holidays }: Schedule, time: number): boolean {
  const parts = clocks.get(timeZone)?.formatToParts(time) ?? [];
  const shown = Object.fromEntries(parts.map(({ type, value }) => [type, value])) as Record<string, string>;
  if (holidays.includes(`${shown.year}-${shown.month}-${shown.day}`)) return false;
  const day = WEEKDAYS.indexOf(shown.weekday ?? '') + 1;
  const now = `${shown.hour}:${shown.minute}`;
  return hours.length === 0 || hours.some((open) => open.day === day && open.from <= now && now < open.to);
}

describe('isOpen', () => {
  it('holds by what a wall clock of the zone shows', () => {
    fc.assert(
      fc.property(situation, ({ schedule, at }) => {
        expect(isOpen(schedule, instant(at))).toBe(shownAsOpen(schedule, at));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('nextChange', () => {
  it('is what looking at the clock every minute finds, over three days', () => {
    fc.assert(
      fc.property(situation, ({ schedule, at }) => {
        const open = isOpen(schedule, instant(at));
        const end = at + 3 * DAY;
        let time = Math.floor(at / MINUTE + 1) * MINUTE;
        while (time <= end && isOpen(schedule, instant(time)) === open) time += MINUTE;

        const found = nextChange(schedule, instant(at));
        if (time <= end) expect(found).toBe(instant(time));
        else expect(found === undefined || Date.parse(found) > end).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('has nothing that differs before it, however far it is', () => {
    const points = fc.array(fc.nat(9999), { minLength: 20, maxLength: 40 });
    fc.assert(
      fc.property(situation, points, ({ schedule, at }, tenThousandths) => {
        const open = isOpen(schedule, instant(at));
        const found = nextChange(schedule, instant(at));
        const end = found ? Date.parse(found) : at + 400 * DAY;

        for (const part of tenThousandths) {
          expect(isOpen(schedule, instant(at + Math.floor(((end - at) * part) / 10_000)))).toBe(open);
        }
        expect(isOpen(schedule, instant(end - 1))).toBe(open);
        if (found) expect(isOpen(schedule, found)).toBe(!open);
      }),
      { numRuns: 200 },
    );
  });
});
