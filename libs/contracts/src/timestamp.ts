import { z } from 'zod';

const RFC_3339 =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;
// The form that we write ourselves, of which nothing but the day's existence is left to check.
const OURS = /^2[01]\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;
const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const FIRST_YEAR = 2000;
const LAST_YEAR = 2199;

/** Whether the day of `YYYY-MM-DD…` exists in its month: JavaScript turns 31 February into 3 March without a word. */
function dayExists(value: string): boolean {
  const day = Number(value.slice(8, 10));
  return day <= 28 || day <= new Date(Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)), 0)).getUTCDate();
}

/**
 * Reads an RFC 3339 time and gives it in our form, UTC with milliseconds (`2026-11-22T23:30:20.125Z`), or undefined.
 * PostgreSQL would take `infinity`, `now` and `yesterday` for times, so only this form passes, of the years 2000–2199.
 */
export function normaliseTimestamp(value: string): string | undefined {
  if (OURS.test(value)) return dayExists(value) ? value : undefined;
  if (value.length > 40 || !RFC_3339.test(value) || !dayExists(value)) return undefined;
  const date = new Date(value.toUpperCase());
  const year = date.getUTCFullYear();
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return undefined;
  return date.toISOString();
}

/** An RFC 3339 time of the years 2000–2199; the output is UTC with milliseconds. */
export const timestamp = z
  .string()
  .check((context) => {
    const normalised = normaliseTimestamp(context.value);
    if (normalised !== undefined) context.value = normalised;
    else context.issues.push({ code: 'custom', message: 'must be an RFC 3339 time', input: context.value });
  })
  .meta({ format: 'date-time' });

/** A day without a time, `YYYY-MM-DD`, of the years 2000–2199. */
export const calendarDate = z
  .string()
  .check((context) => {
    const { value } = context;
    const year = Number(value.slice(0, 4));
    if (DATE.test(value) && dayExists(value) && year >= FIRST_YEAR && year <= LAST_YEAR) return;
    context.issues.push({ code: 'custom', message: 'must be a date, YYYY-MM-DD', input: value });
  })
  .meta({ format: 'date' });
