const SECOND = 1000;

/** Names are case-insensitive, so there are more spellings than zones: the cache needs an end. */
const MOST_FORMATTERS = 1000;

/** By zone name. Making a formatter costs some fifty times as much as using it. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  if (formatters.size >= MOST_FORMATTERS) formatters.clear();
  formatters.set(timeZone, made);
  return made;
}

/**
 * What the wall clocks of a zone are ahead of UTC.
 *
 * @param timeZone IANA name.
 * @param at milliseconds since 1970, UTC.
 * @returns milliseconds; negative west of Greenwich.
 * @throws RangeError for an unknown zone, and for an `at` that is no time (NaN).
 */
export function offsetAt(timeZone: string, at: number): number {
  // E.g. `3/1/2024, GMT+05:45`; seconds only in zones' early years; a bare `GMT` is zero.
  const text = formatterOf(timeZone).format(at);
  const [, sign, hours, minutes, seconds = 0] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text) ?? [];
  if (!sign) return 0;
  const ahead = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
  return (sign === '-' ? -ahead : ahead) * SECOND;
}
