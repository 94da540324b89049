/** How long a token of an account opens anything, in seconds. */
export const TOKEN_SECONDS = 60 * 60;

/**
 * How long after its end a token can still be renewed, and only that, in seconds: a lid that was closed or an outage
 * puts nobody out within a day's work (0026).
 */
export const RENEWABLE_SECONDS = 12 * 60 * 60;

/** How long after its replacement a key is served, in seconds: until its last token can no longer be renewed, and an hour. */
export const KEY_SERVED_SECONDS = TOKEN_SECONDS + RENEWABLE_SECONDS + 60 * 60;
