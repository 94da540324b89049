import { z } from 'zod';
import { OPAQUE_MAX } from './limits';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const UUID_ANY_CASE = new RegExp(UUID, 'i');

/**
 * Why `value` may not be stored as text, or undefined when it may. PostgreSQL refuses U+0000 and lone surrogates, and
 * one such string fails the whole batch (routing.md, step 0).
 */
export function textFault(value: string, max: number, min = 0): string | undefined {
  if (value.length < min) return min === 1 ? 'must not be empty' : `must be at least ${min} characters`;
  if (value.length > max) return `must be at most ${max} characters`;
  if (value.includes('\0')) return 'must not contain U+0000';
  if (!value.isWellFormed()) return 'must not contain a lone surrogate';
  return undefined;
}

/** A string of `min` to `max` UTF-16 units that PostgreSQL can store. One check, because it stands on the hot path. */
export function text(max: number, min = 0) {
  return held(z.string(), max, min);
}

/** As `text`, without the white space around it; line breaks inside stay. */
export function trimmedText(max: number, min = 0) {
  return held(z.string().trim(), max, min);
}

function held(string: z.ZodString, max: number, min: number) {
  return string
    .check((context) => {
      const message = textFault(context.value, max, min);
      if (message !== undefined) context.issues.push({ code: 'custom', message, input: context.value });
    })
    .meta(min > 0 ? { minLength: min, maxLength: max } : { maxLength: max });
}

/** An id whose inside is not ours to know: 1 to 200 characters. */
export const opaqueId = text(OPAQUE_MAX, 1);
/** What people read as a name: 1 to 200 characters. */
export const displayName = text(OPAQUE_MAX, 1);

/** Any UUID, of whatever version; the output is lower case, so that equal ids are equal strings. */
export const uuid = z
  .string()
  .check((context) => {
    if (UUID.test(context.value)) return;
    if (UUID_ANY_CASE.test(context.value)) context.value = context.value.toLowerCase();
    else context.issues.push({ code: 'custom', message: 'must be a UUID', input: context.value });
  })
  .meta({ format: 'uuid' });

/** A version of an entity, which its owner raises by one with each change. Fits PostgreSQL's `integer`. */
export const version = z.int().min(0).max(2_147_483_647);
/** A number of a sequence. Fits PostgreSQL's `bigint` and is exact in JavaScript. */
export const sequence = z.int().min(0);
/** How many chats an agent may own at once. */
export const capacity = z.int().min(0).max(1_000);

export type Scalar = string | number | boolean | null;
export type Attributes = Record<string, Scalar>;

const ATTRIBUTES_MAX = 50;
const ATTRIBUTE_NAME_MAX = 100;
const ATTRIBUTE_MAX = 500;

function scalarFault(value: unknown): string | undefined {
  if (typeof value === 'string') return textFault(value, ATTRIBUTE_MAX);
  if (typeof value === 'boolean' || value === null || Number.isFinite(value)) return undefined;
  return 'must be a string, a number, a boolean or null';
}

function attributesIssue(value: unknown): { path: string[]; message: string } | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { path: [], message: 'must be an object' };
  }
  const names = Object.keys(value);
  if (names.length > ATTRIBUTES_MAX) return { path: [], message: `must have at most ${ATTRIBUTES_MAX} entries` };
  for (const name of names) {
    const fault = name === '__proto__' ? 'is no name' : textFault(name, ATTRIBUTE_NAME_MAX, 1);
    if (fault !== undefined) return { path: [name], message: `name ${fault}` };
    const message = scalarFault((value as Record<string, unknown>)[name]);
    if (message !== undefined) return { path: [name], message };
  }
  return undefined;
}

/**
 * Facts about something: at most 50 named scalars, so that the whole stays small and can be shown as a table. One check by
 * hand: a record of a union of zod's takes six times as long, a third of decoding a whole `chat.requested`.
 */
export const attributes = z
  .unknown()
  .check((context) => {
    const issue = attributesIssue(context.value);
    if (issue !== undefined) context.issues.push({ code: 'custom', ...issue, input: context.value });
  })
  .meta({
    type: 'object',
    maxProperties: ATTRIBUTES_MAX,
    propertyNames: { minLength: 1, maxLength: ATTRIBUTE_NAME_MAX },
    additionalProperties: { type: ['string', 'number', 'boolean', 'null'], maxLength: ATTRIBUTE_MAX },
  }) as unknown as z.ZodType<Attributes, Attributes>;
