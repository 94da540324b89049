/** After this long without any beat nobody knows which agents are still connected (lease of notification: 15 s). */
export const SILENCE_SECONDS = 15;

/** SQL condition: presence is heard of. */
export const PRESENCE_IS_LIVE = `EXISTS (
  SELECT FROM presence_pulse WHERE heard_at > clock_timestamp() - interval '${SILENCE_SECONDS} s')`;
