import { isOpen, nextChange, type OpeningHours, type Schedule } from '.';

const DAY = 86_400_000;
const SUNDAY = 7;
const WORKDAYS = [1, 2, 3, 4, 5];
const EVERY_DAY = [...WORKDAYS, 6, SUNDAY];

/** The same stretches, such as `09:00-12:00`, on several days. */
const on = (days: number[], ...stretches: string[]): OpeningHours[] =>
  days.flatMap((day) => stretches.map((text) => ({ day, from: text.slice(0, 5), to: text.slice(6) })));

const schedule = (timeZone: string, hours: OpeningHours[], ...holidays: string[]): Schedule => ({
  timeZone,
  hours,
  holidays,
});

/** Every change in the three days from the day before the date, in UTC. */
function changesAround(date: string, given: Schedule): string[] {
  const from = Date.parse(date) - DAY;
  const found: string[] = [];
  let at = nextChange(given, new Date(from).toISOString());
  while (at !== undefined && Date.parse(at) < from + 3 * DAY) {
    found.push(`${isOpen(given, at) ? 'opens' : 'closes'} ${at.replace(':00.000Z', '')}`);
    at = nextChange(given, at);
  }
  return found;
}

describe('weekly hours', () => {
  it('hold by the clock of the zone, with a break', () => {
    expect(changesAround('2024-06-03', schedule('Asia/Seoul', on([1], '09:00-12:00', '13:00-18:00')))).toEqual([
      'opens 2024-06-03T00:00',
      'closes 2024-06-03T03:00',
      'opens 2024-06-03T04:00',
      'closes 2024-06-03T09:00',
    ]);
  });

  it('hold in a zone of three quarters of an hour', () => {
    expect(changesAround('2024-06-03', schedule('Asia/Kathmandu', on([1], '09:00-17:00')))).toEqual([
      'opens 2024-06-03T03:15',
      'closes 2024-06-03T11:15',
    ]);
  });

  it('begin with the minute of `from` and end with the minute of `to`', () => {
    const given = schedule('Asia/Kathmandu', on([1], '09:00-17:00'));
    const at = ['03:14:59.999', '03:15:00.000', '11:14:59.999', '11:15:00.000'];
    expect(at.map((time) => isOpen(given, `2024-06-03T${time}Z`))).toEqual([false, true, true, false]);
    expect(nextChange(given, '2024-06-03T03:14:59.999Z')).toBe('2024-06-03T03:15:00.000Z');
    expect(nextChange(given, '2024-06-03T03:15:00.000Z')).toBe('2024-06-03T11:15:00.000Z');
  });

  it('go past midnight without a change at midnight', () => {
    const given = schedule('America/New_York', [...on([1], '18:00-24:00'), ...on([2], '00:00-02:00')]);
    expect(changesAround('2024-06-03', given)).toEqual(['opens 2024-06-03T22:00', 'closes 2024-06-04T06:00']);
  });

  it('end at midnight when nothing follows', () => {
    const given = schedule('America/New_York', on([SUNDAY], '18:00-24:00'));
    expect(changesAround('2024-06-03', given)).toEqual(['opens 2024-06-02T22:00', 'closes 2024-06-03T04:00']);
  });

  it('may touch, overlap and stand in any order', () => {
    const given = schedule('UTC', on([1], '12:00-15:00', '09:00-12:00', '10:00-11:00', '14:00-16:00'));
    expect(changesAround('2024-06-03', given)).toEqual(['opens 2024-06-03T09:00', 'closes 2024-06-03T16:00']);
  });

  it('never change when they fill the week', () => {
    const given = schedule('Europe/Berlin', on(EVERY_DAY, '00:00-12:00', '12:00-24:00'));
    expect(isOpen(given, '2024-06-03T22:00:00.000Z')).toBe(true);
    expect(nextChange(given, '2024-06-03T08:00:00.000Z')).toBeUndefined();
  });
});

describe('clocks put forward', () => {
  // Berlin, 2024-03-31: 02:00 is 03:00, at 01:00 UTC.
  it.each([
    ['a stretch of the skipped hour does not occur', '02:00-03:00', []],
    ['a stretch into it ends where it begins', '01:30-02:30', ['opens 2024-03-31T00:30', 'closes 2024-03-31T01:00']],
    ['a stretch out of it begins where it ends', '02:30-05:00', ['opens 2024-03-31T01:00', 'closes 2024-03-31T03:00']],
    ['a stretch over it is an hour shorter', '01:00-04:00', ['opens 2024-03-31T00:00', 'closes 2024-03-31T02:00']],
  ])('%s', (_, stretch, expected) => {
    const given = schedule('Europe/Berlin', on([SUNDAY], stretch));
    expect(changesAround('2024-03-31', given)).toEqual(expected);
  });

  it('keep the hours of the days around it', () => {
    const given = schedule('America/New_York', on(WORKDAYS, '09:00-17:00'));
    expect(nextChange(given, '2024-03-08T14:00:00.000Z')).toBe('2024-03-08T22:00:00.000Z');
    expect(changesAround('2024-03-10', given)).toEqual(['opens 2024-03-11T13:00', 'closes 2024-03-11T21:00']);
  });

  it('may be put forward by half an hour', () => {
    // Lord Howe, 2024-10-06: 02:00 (+10:30) is 02:30 (+11:00), at 15:30 UTC of the day before.
    const given = schedule('Australia/Lord_Howe', on([SUNDAY], '01:45-02:15', '02:40-03:00'));
    expect(changesAround('2024-10-06', given)).toEqual([
      'opens 2024-10-05T15:15',
      'closes 2024-10-05T15:30',
      'opens 2024-10-05T15:40',
      'closes 2024-10-05T16:00',
    ]);
  });

  it('may skip a whole day', () => {
    // Samoa had no Friday 2011-12-30: Thursday 24:00 (-10:00) was Saturday 00:00 (+14:00), at 10:00 UTC.
    const apia = (days: number[], text: string) => schedule('Pacific/Apia', on(days, text));
    expect(changesAround('2011-12-30', apia([5], '09:00-17:00'))).toEqual([]);
    expect(nextChange(apia([5], '09:00-17:00'), '2011-12-29T00:00:00.000Z')).toBe('2012-01-05T19:00:00.000Z');
    const saturday = ['opens 2011-12-30T10:00', 'closes 2011-12-30T19:00'];
    expect(changesAround('2011-12-30', apia([6], '00:00-09:00'))).toEqual(saturday);
    const bothDays = ['opens 2011-12-29T10:00', 'closes 2011-12-31T10:00'];
    expect(changesAround('2011-12-30', apia([4, 6], '00:00-24:00'))).toEqual(bothDays);
  });
});

describe('clocks put back', () => {
  // Berlin, 2024-10-27: 03:00 is 02:00 again, at 01:00 UTC.
  it.each([
    ['a stretch of the repeated hour lasts two', '02:00-03:00', ['opens 2024-10-27T00:00', 'closes 2024-10-27T02:00']],
    [
      'a stretch inside it occurs twice',
      '02:15-02:45',
      ['opens 2024-10-27T00:15', 'closes 2024-10-27T00:45', 'opens 2024-10-27T01:15', 'closes 2024-10-27T01:45'],
    ],
    [
      'a stretch into it closes, and opens for the repetition',
      '01:00-02:30',
      ['opens 2024-10-26T23:00', 'closes 2024-10-27T00:30', 'opens 2024-10-27T01:00', 'closes 2024-10-27T01:30'],
    ],
  ])('%s', (_, stretch, expected) => {
    const given = schedule('Europe/Berlin', on([SUNDAY], stretch));
    expect(changesAround('2024-10-27', given)).toEqual(expected);
  });

  it('may be put back by half an hour', () => {
    // Lord Howe, 2024-04-07: 02:00 (+11:00) is 01:30 (+10:30), at 15:00 UTC of the day before.
    const given = schedule('Australia/Lord_Howe', on([SUNDAY], '01:45-02:15'));
    expect(changesAround('2024-04-07', given)).toEqual([
      'opens 2024-04-06T14:45',
      'closes 2024-04-06T15:00',
      'opens 2024-04-06T15:15',
      'closes 2024-04-06T15:45',
    ]);
  });
});
