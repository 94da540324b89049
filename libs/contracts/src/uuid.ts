import { randomFillSync } from 'node:crypto';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
// Random bytes are drawn for many ids at once: a system call for each would cost more than the rest of the id.
const pool = Buffer.alloc(10 * 256);
let offset = pool.length;

const hexAt = (index: number): string => HEX[pool[index] ?? 0] ?? '00';

/**
 * A new UUID of version 7 (RFC 9562) in lower case: 48 bits of time, then 74 random bits.
 * @param now milliseconds since 1970; given only by tests.
 */
export function uuidv7(now: number = Date.now()): string {
  if (offset + 10 > pool.length) {
    randomFillSync(pool);
    offset = 0;
  }
  const at = offset;
  offset += 10;
  pool[at] = 0x70 | ((pool[at] ?? 0) & 0x0f);
  pool[at + 2] = 0x80 | ((pool[at + 2] ?? 0) & 0x3f);
  const time = now.toString(16).padStart(12, '0');
  const tail = hexAt(at + 4) + hexAt(at + 5) + hexAt(at + 6) + hexAt(at + 7) + hexAt(at + 8) + hexAt(at + 9);
  const middle = `${hexAt(at)}${hexAt(at + 1)}-${hexAt(at + 2)}${hexAt(at + 3)}`;
  return `${time.slice(0, 8)}-${time.slice(8)}-${middle}-${tail}`;
}
