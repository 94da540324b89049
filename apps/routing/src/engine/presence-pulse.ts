/** After this long without any beat nobody knows which agents are still connected (lease of notification: 15 s). */
export const SILENCE_SECONDS = 15;

const LIVE = `FROM presence_pulse WHERE heard_at > clock_timestamp() - interval '${SILENCE_SECONDS} s'`;

/** SQL condition: presence is heard of. */
export const PRESENCE_IS_LIVE = `EXISTS (SELECT ${LIVE})`;

/** SQL: since when it is, as a text to be compared; null while it is silent. What it means: `PresenceNews`. */
export const PRESENCE_LIVE_SINCE = `(SELECT live_since::text ${LIVE})`;
