import { today } from './today';

describe('the day that it is', () => {
  it.each([
    ['Asia/Seoul', '2026-01-06'],
    ['UTC', '2026-01-05'],
    ['America/Los_Angeles', '2026-01-05'],
  ])('is that of the time zone: in %s %s', (timeZone, day) => {
    expect(today(timeZone, new Date('2026-01-05T20:00:00.000Z'))).toBe(day);
  });
});
