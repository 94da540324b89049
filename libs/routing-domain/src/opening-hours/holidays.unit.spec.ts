import { isOpen, nextChange, type Schedule } from '.';

const aroundTheClock = (timeZone: string, ...holidays: string[]): Schedule => ({ timeZone, hours: [], holidays });

const officeHours = (timeZone: string, ...holidays: string[]): Schedule => ({
  timeZone,
  hours: [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' })),
  holidays,
});

describe('a team that is open around the clock', () => {
  it('never changes', () => {
    expect(isOpen(aroundTheClock('Asia/Seoul'), '2024-06-02T03:00:00.000Z')).toBe(true);
    expect(nextChange(aroundTheClock('Asia/Seoul'), '2024-06-02T03:00:00.000Z')).toBeUndefined();
  });

  it('is closed on a holiday, from midnight to midnight of its zone', () => {
    const given = aroundTheClock('Asia/Kathmandu', '2024-06-05');
    expect(nextChange(given, '2024-06-01T00:00:00.000Z')).toBe('2024-06-04T18:15:00.000Z');
    expect(isOpen(given, '2024-06-04T18:15:00.000Z')).toBe(false);
    expect(nextChange(given, '2024-06-04T18:15:00.000Z')).toBe('2024-06-05T18:15:00.000Z');
    expect(nextChange(given, '2024-06-05T18:15:00.000Z')).toBeUndefined();
  });

  it('is closed once for holidays that touch, in whatever order they stand', () => {
    const given = aroundTheClock('Europe/Berlin', '2024-12-26', '2024-12-25');
    expect(nextChange(given, '2024-12-20T00:00:00.000Z')).toBe('2024-12-24T23:00:00.000Z');
    expect(nextChange(given, '2024-12-24T23:00:00.000Z')).toBe('2024-12-26T23:00:00.000Z');
  });

  it('looks 400 days ahead', () => {
    // 2024-01-01 and 399, 400 and 401 days.
    const from = '2024-01-01T00:00:00.000Z';
    expect(nextChange(aroundTheClock('UTC', '2025-02-03'), from)).toBe('2025-02-03T00:00:00.000Z');
    expect(nextChange(aroundTheClock('UTC', '2025-02-04'), from)).toBe('2025-02-04T00:00:00.000Z');
    expect(nextChange(aroundTheClock('UTC', '2025-02-05'), from)).toBeUndefined();
  });
});

describe('a holiday', () => {
  it('closes a day of opening hours, and those beside it one long time', () => {
    const given = officeHours('Europe/Berlin', '2024-12-25', '2024-12-26');
    expect(isOpen(given, '2024-12-25T10:00:00.000Z')).toBe(false);
    expect(nextChange(given, '2024-12-24T10:00:00.000Z')).toBe('2024-12-24T16:00:00.000Z');
    expect(nextChange(given, '2024-12-24T16:00:00.000Z')).toBe('2024-12-27T08:00:00.000Z');
  });

  it('cuts a night off at midnight, before it and after it', () => {
    const hours = [1, 2, 3, 4, 5, 6, 7].flatMap((day) => [
      { day, from: '20:00', to: '24:00' },
      { day, from: '00:00', to: '04:00' },
    ]);
    const given: Schedule = { timeZone: 'America/New_York', hours, holidays: ['2024-07-04'] };
    expect(nextChange(given, '2024-07-04T01:00:00.000Z')).toBe('2024-07-04T04:00:00.000Z');
    expect(nextChange(given, '2024-07-04T04:00:00.000Z')).toBe('2024-07-05T04:00:00.000Z');
    expect(nextChange(given, '2024-07-05T04:00:00.000Z')).toBe('2024-07-05T08:00:00.000Z');
  });

  it('changes nothing on a day that is closed anyway', () => {
    expect(nextChange(officeHours('Asia/Seoul', '2024-06-01'), '2024-05-31T12:00:00.000Z')).toBe(
      '2024-06-03T00:00:00.000Z',
    );
  });

  it('begins with the first time of its date that occurs', () => {
    // São Paulo, 2018-11-04: 00:00 (-03:00) is 01:00 (-02:00), at 03:00 UTC.
    const given = aroundTheClock('America/Sao_Paulo', '2018-11-04');
    expect(nextChange(given, '2018-11-01T00:00:00.000Z')).toBe('2018-11-04T03:00:00.000Z');
    expect(nextChange(given, '2018-11-04T03:00:00.000Z')).toBe('2018-11-05T02:00:00.000Z');
  });

  it('ends with the last time of its date that occurs', () => {
    // São Paulo, 2018-02-18: 00:00 (-02:00) is 23:00 (-03:00) of the 17th again, at 02:00 UTC.
    const given = aroundTheClock('America/Sao_Paulo', '2018-02-17');
    expect(nextChange(given, '2018-02-16T00:00:00.000Z')).toBe('2018-02-17T02:00:00.000Z');
    expect(nextChange(given, '2018-02-17T02:00:00.000Z')).toBe('2018-02-18T03:00:00.000Z');
  });

  it('does not occur on a day that its zone skips', () => {
    const given = aroundTheClock('Pacific/Apia', '2011-12-30');
    expect(nextChange(given, '2011-12-25T00:00:00.000Z')).toBeUndefined();
  });
});

describe('what is no zone and no time', () => {
  it.each(['Mars/Olympus', ''])('refuses the zone "%s"', (timeZone) => {
    expect(() => isOpen(aroundTheClock(timeZone), '2024-06-01T00:00:00.000Z')).toThrow(RangeError);
  });

  it.each(['infinity', '', '2024-13-01T00:00:00.000Z'])('refuses the time "%s"', (at) => {
    expect(() => isOpen(aroundTheClock('UTC'), at)).toThrow(RangeError);
    expect(() => nextChange(aroundTheClock('UTC'), at)).toThrow(RangeError);
  });
});
