import { randomFillSync } from 'node:crypto';

// Random bytes are drawn and written out for many ids at once: each by itself would cost several times the rest of an id.
const pool = Buffer.alloc(10 * 256);
let hex = '';
let used = 0;
/** The beginning of all ids of one millisecond: its time and the version. */
let beginning = { of: NaN, text: '' };

/**
 * A new UUID of version 7 (RFC 9562) in lower case: 48 bits of time, then 74 random bits.
 * @param now milliseconds since 1970; given only by tests.
 */
export function uuidv7(now: number = Date.now()): string {
  if (now !== beginning.of) beginning = { of: now, text: beginningAt(now) };
  if (used === hex.length) {
    hex = randomFillSync(pool).toString('hex');
    used = 0;
  }
  const at = used;
  used += 20; // 3 digits, 2 bits of one, 15 digits
  const variant = '89ab'.charAt((pool[at / 2 + 1] ?? 0) & 3);
  return `${beginning.text}${hex.slice(at, at + 3)}-${variant}${hex.slice(at + 4, at + 7)}-${hex.slice(at + 7, at + 19)}`;
}

function beginningAt(now: number): string {
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7`;
}
