import { secondsBetween } from './departures';

const departures = (...pairs: [enqueuedAt: number, assignedAt: number][]) =>
  pairs.map(([enqueuedAt, assignedAt]) => ({ enqueuedAt, assignedAt })).reverse();

describe('seconds between departures', () => {
  it('are the gaps of a queue that never ran empty', () => {
    const taken = departures([0, 10], [1, 40], [2, 100]);
    expect(secondsBetween(taken, { now: 100, waitingSince: 3 })).toBe(45); // (30 + 60) / 2
  });

  it('leave out the time in which nobody waited', () => {
    const taken = departures([0, 10], [1_000, 1_020], [5_000, 5_040]);
    expect(secondsBetween(taken, { now: 9_000, waitingSince: 9_000 })).toBe(30); // (20 + 40) / 2
  });

  it('see the queue that an early request kept open while a later one was taken first', () => {
    const taken = departures([0, 10], [70, 80], [20, 100]);
    expect(secondsBetween(taken, { now: 100, waitingSince: 100 })).toBe(40); // 20 -> 80 -> 100
  });

  it('grow while nobody takes the one who waits', () => {
    const taken = departures([0, 10], [1, 40], [2, 70]);
    const at = (now: number) => secondsBetween(taken, { now, waitingSince: 60 });
    expect([at(70), at(130), at(670)]).toEqual([30, 60, 330]);
  });
});
