/** Statistics are sums over a day: nobody needs them by the event. */
export const sumsEveryMs = 15_000;
/** Who is free changes by the second. */
export const loadEveryMs = 5_000;
const dayMs = 86_400_000;

/** The last 24 hours by the hour. */
export const lastDay = () => ({
  from: new Date(Date.now() - dayMs).toISOString(),
  to: new Date().toISOString(),
  interval: '1h' as const,
});
