import { estimateWait, type Pace } from './estimate-wait';

const pace = (change: Partial<Pace> = {}): Pace => ({
  automatic: true,
  attended: true,
  places: 10,
  freePlaces: 0,
  handleSeconds: [100, 200, 300, 400, 500],
  waited: { seconds: 0, gaveUp: 0 },
  departures: [80, 60, 40, 20, 0].map((assignedAt) => ({ enqueuedAt: 0, assignedAt })),
  now: 80,
  waitingSince: 0,
  ...change,
});

describe('the estimated wait', () => {
  it.each([
    [1, 30],
    [10, 300],
  ])('of place %i is that many times the mean handle time over the places', (position, seconds) => {
    expect(estimateWait(position, pace())).toEqual({ seconds, basis: 'handle_times' });
  });

  it('counts places that are free', () => {
    expect(estimateWait(2, pace({ freePlaces: 2 }))).toEqual({ seconds: 0, basis: 'free_place' });
    expect(estimateWait(3, pace({ freePlaces: 2 }))).toEqual({ seconds: 30, basis: 'handle_times' });
  });

  it('is shorter for each one ahead who may give up', () => {
    // One of 30 s of waiting gives up: the second place waits 30 s for the first to go, by 1/30 + 1/30, and 15 s more.
    const waited = { seconds: 300, gaveUp: 10 };
    expect([1, 2].map((n) => estimateWait(n, pace({ waited })).seconds)).toEqual([30, 45]);
  });

  it('is not moved by one chat that stayed open over night', () => {
    const handleSeconds = [...Array.from({ length: 99 }, () => 100), 40_000];
    expect(estimateWait(1, pace({ handleSeconds })).seconds).toBe(10);
  });

  it('is a number even where every chat ended as it began', () => {
    expect(estimateWait(50, pace({ handleSeconds: [0, 0, 0, 0, 0] }))).toEqual({ seconds: 0, basis: 'handle_times' });
  });

  it('goes on at the pace of recent assignments where people assign by hand', () => {
    const byHand = pace({ automatic: false, places: 0 });
    expect(estimateWait(3, byHand)).toEqual({ seconds: 60, basis: 'recent_assignments' });
  });

  it.each<[string, Partial<Pace>]>([
    ['nobody_active', { attended: false }],
    ['nobody_active', { places: 0 }], // limits of 0
    ['no_history', { handleSeconds: [1, 2, 3, 4] }],
    ['no_history', { automatic: false, departures: pace().departures.slice(1) }],
  ])('is not said: %s', (basis, change) => {
    expect(estimateWait(1, pace(change))).toEqual({ seconds: null, basis });
  });
});
