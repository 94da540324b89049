import { hearServerTime, serverNow } from './server-time';

const here = Date.parse('2026-01-05T08:00:00.000Z');
beforeEach(() => jest.useFakeTimers({ now: here }));
afterEach(() => jest.useRealTimers());

const http = (ms: number): string => new Date(ms).toUTCString();

describe('the time of the server', () => {
  it.each([
    ['that is right', 0, here],
    ['that an answer took a while to reach', -2_000, here],
    ['that is ten minutes slow', 600_000, here + 600_000],
    ['that is an hour fast', -3_600_000, here - 3_600_000],
  ])('is known by a clock %s', (_, difference, expected) => {
    hearServerTime(http(here + difference));
    expect(serverNow()).toBe(expected);
  });

  it('is not changed by an answer that tells none', () => {
    hearServerTime(http(here + 600_000));
    hearServerTime(null);
    hearServerTime('soon');
    expect(serverNow()).toBe(here + 600_000);
    hearServerTime(http(here));
    expect(serverNow()).toBe(here);
  });
});
