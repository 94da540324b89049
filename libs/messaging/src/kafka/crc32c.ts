const POLYNOMIAL = 0x82f63b78;

/** Eight tables in one: `tables[256 * n + byte]` is what a byte does to the sum when `n` more follow it. */
const tables = new Int32Array(8 * 256);
for (let byte = 0; byte < 256; byte++) {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ POLYNOMIAL : sum >>> 1;
  tables[byte] = sum;
}
for (let i = 256; i < tables.length; i++) {
  const before = tables[i - 256] ?? 0;
  tables[i] = (tables[before & 255] ?? 0) ^ (before >>> 8);
}

const at = (n: number, byte: number): number => tables[256 * n + byte] as number;

/** CRC-32C (Castagnoli) of the bytes from `start` to the end, unsigned: eight bytes a step, since each step waits for the one before. */
export function crc32c(bytes: Buffer, start = 0): number {
  const byteAt = (i: number): number => bytes[i] as number;
  let sum = -1;
  let i = start;
  for (; i + 8 <= bytes.length; i += 8) {
    sum ^= byteAt(i) | (byteAt(i + 1) << 8) | (byteAt(i + 2) << 16) | (byteAt(i + 3) << 24);
    sum =
      at(7, sum & 255) ^
      at(6, (sum >>> 8) & 255) ^
      at(5, (sum >>> 16) & 255) ^
      at(4, sum >>> 24) ^
      at(3, byteAt(i + 4)) ^
      at(2, byteAt(i + 5)) ^
      at(1, byteAt(i + 6)) ^
      at(0, byteAt(i + 7));
  }
  for (; i < bytes.length; i++) sum = at(0, (sum ^ byteAt(i)) & 255) ^ (sum >>> 8);
  return (sum ^ -1) >>> 0;
}
