import { estimateWait, type Pace } from './estimate-wait';

const pace = (change: Partial<Pace> = {}): Pace => ({
  automatic: true,
  places: 10,
  freePlaces: 0,
  handleSeconds: [100, 200, 300, 400, 500],
  secondsBetweenAssignments: 20,
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

  it('is not moved by one chat that stayed open over night', () => {
    const handleSeconds = [...Array.from({ length: 99 }, () => 100), 40_000];
    expect(estimateWait(1, pace({ handleSeconds })).seconds).toBe(10);
  });

  it('goes on at the pace of recent assignments where people assign by hand', () => {
    expect(estimateWait(3, pace({ automatic: false }))).toEqual({ seconds: 60, basis: 'recent_assignments' });
  });

  it.each<[string, Partial<Pace>]>([
    ['nobody_active', { places: 0 }],
    ['no_history', { handleSeconds: [1, 2, 3, 4] }],
    ['no_history', { automatic: false, secondsBetweenAssignments: undefined }],
  ])('is not said: %s', (basis, change) => {
    expect(estimateWait(1, pace(change))).toEqual({ seconds: null, basis });
  });
});
