import { z } from 'zod';
import {
  afterGrace,
  channelKeyKind,
  holiday,
  inactivitySeconds,
  leftMessageRule,
  locale,
  openingHours,
  origin,
  plainOrigin,
  teamRole,
  timeZone,
} from '../data/configuration';
import { routingMethod, strategy } from '../data/parts';
import { PASSWORD_MAX, PASSWORD_MIN } from '../limits';
import { timestamp } from '../timestamp';
import { capacity, displayName, text, uuid, version } from '../values';

/** What an account logs in with; compared in lower case. */
export const email = z.email('must be an email address').max(254).toLowerCase();
/** What somebody chooses or is given to log in with. */
export const newPassword = text(PASSWORD_MAX, PASSWORD_MIN);
const role = z.enum(['operator', 'manager', 'agent']);
const roles = z
  .array(teamRole)
  .min(1)
  .max(2)
  .refine((given) => new Set(given).size === given.length, { message: 'must name each role once' });
/** The version that the caller has read; a PATCH of an older one is 409. May stand in `If-Match` instead. */
const readVersion = version.optional();

// Sessions

/** `client` names the program, such as `workspace` or `agent-cli`; it is shown to operators, nothing depends on it. */
export const logInBody = z.strictObject({
  email: text(254, 1),
  password: text(PASSWORD_MAX, 1),
  client: text(100, 1).optional(),
});
export type LogInBody = z.output<typeof logInBody>;

export const account = z.object({
  id: uuid,
  name: displayName,
  email: z.string(),
  /** Null for operators, who belong to no team. */
  teamId: uuid.nullable(),
  roles: z.array(role),
});
export type Account = z.output<typeof account>;

export const session = z.object({ token: z.string(), expiresAt: timestamp, account });
export type Session = z.output<typeof session>;

export const changePasswordBody = z.strictObject({ current: text(PASSWORD_MAX, 1), new: newPassword });
export type ChangePasswordBody = z.output<typeof changePasswordBody>;

// Agents

export const agentSettings = z.object({
  id: uuid,
  teamId: uuid,
  name: displayName,
  email: z.string(),
  roles: z.array(teamRole),
  /** Null means the team's default. */
  capacity: capacity.nullable(),
  active: z.boolean(),
  /** Nobody has chosen a password yet: the account waits for its sign-in link to be used. */
  invited: z.boolean(),
  /** When the open sign-in link of the account ends; null where there is none. */
  linkUntil: timestamp.nullable(),
  version,
});
export type AgentSettings = z.output<typeof agentSettings>;

/** Without a password one is generated and answered once. */
export const createAgentBody = z.strictObject({
  name: displayName,
  email,
  password: newPassword.optional(),
  roles: roles.default(['agent']),
  capacity: capacity.nullable().default(null),
  active: z.boolean().default(true),
});
export type CreateAgentBody = z.output<typeof createAgentBody>;

export const changeAgentBody = z.strictObject({
  version: readVersion,
  name: displayName.optional(),
  roles: roles.optional(),
  capacity: capacity.nullable().optional(),
  active: z.boolean().optional(),
});
export type ChangeAgentBody = z.output<typeof changeAgentBody>;

/** `initialPassword` only where one was generated; it cannot be read again. */
export const createdAgent = agentSettings.extend({ initialPassword: z.string().optional() });
export type CreatedAgent = z.output<typeof createdAgent>;

// Teams

type Hours = z.output<typeof openingHours>[];

/** Two stretches of one day overlap, so the second would mean nothing. */
function overlap(hours: Hours): boolean {
  return hours.some((a, i) => hours.slice(i + 1).some((b) => a.day === b.day && a.from < b.to && b.from < a.to));
}

// Events let unknown fields pass, people's input does not: a misspelt one would be lost without a word.
const strictHours = z
  .array(openingHours.strict())
  .max(50)
  .refine((hours) => !overlap(hours), { message: 'must not overlap on one day' });
const strictHolidays = z
  .array(holiday.strict())
  .max(200)
  .refine((days) => new Set(days.map(({ date }) => date)).size === days.length, { message: 'must name each day once' });

const teamFields = {
  name: displayName,
  timeZone,
  locale,
  method: routingMethod,
  strategy,
  defaultCapacity: capacity,
  graceSeconds: z.int().min(0).max(86_400),
  afterGrace,
  /** A chat in progress ends after so long without a message; null means never. */
  inactivitySeconds: inactivitySeconds.nullable(),
  hours: strictHours,
  holidays: strictHolidays,
  leftMessage: leftMessageRule.strict(),
};

export const teamSettings = z.object({ id: uuid, version, ...teamFields });
export type TeamSettings = z.output<typeof teamSettings>;

/** Whatever is left out begins as product.md has it: manual, 60 s of grace, no end by inactivity, open around the clock. */
export const createTeamBody = z.strictObject({
  name: displayName,
  timeZone: timeZone.default('UTC'),
  locale: locale.default('en'),
  method: routingMethod.default('manual'),
  strategy: strategy.default('least-assigned'),
  defaultCapacity: capacity.default(5),
  graceSeconds: teamFields.graceSeconds.default(60),
  afterGrace: afterGrace.default('keep'),
  inactivitySeconds: teamFields.inactivitySeconds.default(null),
  hours: strictHours.default([]),
  holidays: strictHolidays.default([]),
  leftMessage: teamFields.leftMessage.default({ outsideHours: false, nobodyAvailable: false }),
  manager: z.strictObject({ name: displayName, email, password: newPassword.optional() }),
});
export type CreateTeamBody = z.output<typeof createTeamBody>;
/** As a caller writes it, defaults left out. */
export type CreateTeamInput = z.input<typeof createTeamBody>;

export const createdTeam = z.object({ team: teamSettings, manager: createdAgent });
export type CreatedTeam = z.output<typeof createdTeam>;

export const changeTeamBody = z.strictObject({ version: readVersion, ...z.object(teamFields).partial().shape });
export type ChangeTeamBody = z.output<typeof changeTeamBody>;

// Channels

/** A key without its random part, of which only the hash is kept. */
export const channelKeySettings = z.object({
  keyId: z.string(),
  kind: channelKeyKind,
  createdAt: timestamp,
  expiresAt: timestamp.nullable(),
});

export const channelSettings = z.object({
  id: uuid,
  teamId: uuid,
  name: displayName,
  allowedOrigins: z.array(origin),
  keys: z.array(channelKeySettings),
  version,
});
export type ChannelSettings = z.output<typeof channelSettings>;

/** Letters, port and end as browsers send them, which is what intake compares with; what is no origin stays as it is. */
function asBrowsersSend(address: string): string {
  if (!URL.canParse(address)) return address;
  const { origin, href } = new URL(address);
  return href === `${origin}/` ? origin : address;
}

const allowedOrigin = z
  .string()
  .overwrite(asBrowsersSend)
  .refine((value) => plainOrigin.test(value), {
    message: 'must be one origin, https://host[:port], without * and _',
  });
const allowedOrigins = z
  .array(allowedOrigin)
  .max(50)
  .overwrite((origins) => [...new Set(origins)]);

export const createChannelBody = z.strictObject({ name: displayName, allowedOrigins: allowedOrigins.default([]) });
export type CreateChannelBody = z.output<typeof createChannelBody>;

export const changeChannelBody = z.strictObject({
  version: readVersion,
  name: displayName.optional(),
  allowedOrigins: allowedOrigins.optional(),
});
export type ChangeChannelBody = z.output<typeof changeChannelBody>;

/** A new key; the ones it replaces may be given an end, so that both work while clients change over. */
export const createChannelKeyBody = z.strictObject({
  kind: channelKeyKind,
  expiresAt: timestamp.optional(),
  expireOthersAt: timestamp.optional(),
});
export type CreateChannelKeyBody = z.output<typeof createChannelKeyBody>;

/** `key` is `sk_…` or `pk_…`, answered once. */
export const createdChannelKey = channelKeySettings.extend({ key: z.string() });
export type CreatedChannelKey = z.output<typeof createdChannelKey>;

/** A new channel has one key of each kind. */
export const createdChannel = z.object({
  channel: channelSettings,
  secretKey: z.string(),
  publishableKey: z.string(),
});
export type CreatedChannel = z.output<typeof createdChannel>;

export const channelKeyPath = z.object({ id: uuid, keyId: text(64, 1) });
/** `DELETE` of a team, an agent or a channel: the version that the caller has read. */
export const removeQuery = z.object({ version: z.coerce.number().int().min(0).optional() });
