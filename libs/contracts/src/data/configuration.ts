import { z } from 'zod';
import { calendarDate, timestamp } from '../timestamp';
import { capacity, displayName, text, uuid, version } from '../values';
import { routingMethod, strategy } from './parts';

const knownZones = new Set(['UTC']);

function isTimeZone(name: string): boolean {
  if (knownZones.has(name)) return true;
  // Offsets such as +01:00 are zones to Intl, but no IANA names.
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]{0,99}$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
  knownZones.add(name);
  return true;
}

/** A name of the IANA time zone database, such as `Asia/Seoul`. */
export const timeZone = text(100, 1).refine(isTimeZone, { message: 'must be an IANA time zone' });

/** A BCP 47 language tag, such as `en` or `pt-BR`. */
export const locale = z
  .string()
  .max(35)
  .regex(/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/, 'must be a language tag');

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time of day, HH:MM');

/** One stretch of opening in the team's time zone; `day` 1 is Monday. Past midnight is a second entry. */
export const openingHours = z
  .object({ day: z.int().min(1).max(7), from: timeOfDay, to: timeOfDay })
  .refine((hours) => hours.from < hours.to, { message: 'must be later than from', path: ['to'] });

export const holiday = z.object({ date: calendarDate, name: text(200).optional() });

/** When a request becomes a left message instead of waiting. */
export const leftMessageRule = z.object({ outsideHours: z.boolean(), nobodyAvailable: z.boolean() });

/** What happens to an agent's chats when the grace period after a lost connection is over. */
export const afterGrace = z.enum(['keep', 'requeue', 'reassign']);

/** From a minute to a week. */
export const inactivitySeconds = z.int().min(60).max(604_800);

export const teamConfigured = z.object({
  id: uuid,
  name: displayName,
  version,
  timeZone,
  locale,
  method: routingMethod,
  strategy,
  defaultCapacity: capacity,
  graceSeconds: z.int().min(0).max(86_400),
  afterGrace,
  // A chat in progress ends after so long without a message. Absent means never.
  inactivitySeconds: inactivitySeconds.optional(),
  // No entry means open around the clock.
  hours: z.array(openingHours).max(50),
  holidays: z.array(holiday).max(200),
  leftMessage: leftMessageRule,
  removed: z.boolean(),
});

export const teamRole = z.enum(['manager', 'agent']);

export const agentConfigured = z.object({
  id: uuid,
  teamId: uuid,
  name: displayName,
  roles: z.array(teamRole).max(2),
  // Absent means the team's default.
  capacity: capacity.optional(),
  active: z.boolean(),
  version,
  removed: z.boolean(),
});

/** `secret` for servers; `publishable` for browsers: creates only, from the allowed origins. */
export const channelKeyKind = z.enum(['secret', 'publishable']);

export const channelKey = z.object({
  keyId: z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'must be 1 to 64 letters, digits or hyphens'),
  kind: channelKeyKind,
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits in lower case'),
  expiresAt: timestamp.optional(),
});

/** What a browser sends as `Origin`: scheme, host and port, nothing behind them. */
export const origin = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[^\s/?#@]+$/, 'must be an origin, https://host[:port]');

/** One origin in the letters that browsers send it in: `*` and `_` are none, letters of other scripts come as `xn--…`. */
export const plainOrigin = /^https?:\/\/(?:[a-z0-9.-]{1,253}|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;

export const channelConfigured = z.object({
  id: uuid,
  teamId: uuid,
  name: displayName,
  keys: z.array(channelKey).max(20),
  allowedOrigins: z.array(origin).max(50),
  version,
  removed: z.boolean(),
});
