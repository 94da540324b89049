/** RFC 3339 UTC with milliseconds. Text, because the core compares no clocks and events carry it as it is. */
export type Instant = string;
