/** A random UUID (version 4 of RFC 9562). `crypto.randomUUID` is on secure addresses only, and offices use others. */
export function newId(): string {
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte, at) => hexOf(marked(byte, at))).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

const hexOf = (byte: number): string => byte.toString(16).padStart(2, '0');

/** Two of the bytes say of which version and variant the id is. */
function marked(byte: number, at: number): number {
  if (at === 6) return (byte & 0x0f) | 0x40;
  return at === 8 ? (byte & 0x3f) | 0x80 : byte;
}
