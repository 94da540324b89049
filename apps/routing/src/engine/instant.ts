/** An expression that PostgreSQL writes as the instants of events are written: RFC 3339 UTC with milliseconds. */
export const instant = (expression: string): string =>
  `to_char(${expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
