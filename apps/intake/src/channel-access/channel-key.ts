import { createHash, timingSafeEqual } from 'node:crypto';

export type ChannelKeyKind = 'secret' | 'publishable';

/** A channel key as a client sends it: `sk_<keyId>_<random>` or `pk_<keyId>_<random>`. */
export interface ChannelKey {
  readonly kind: ChannelKeyKind;
  readonly keyId: string;
  readonly random: string;
}

// The random part is base64url and may hold underscores itself; a key id never does.
const format = /^(sk|pk)_([A-Za-z0-9-]{1,64})_([A-Za-z0-9_-]{16,200})$/;

/** @returns undefined for whatever is no channel key, a JWT for instance. */
export function parseChannelKey(credential: string): ChannelKey | undefined {
  const [, prefix, keyId, random] = format.exec(credential) ?? [];
  if (!keyId || !random) return undefined;
  return { kind: prefix === 'sk' ? 'secret' : 'publishable', keyId, random };
}

/** True also of a key that was cut off or mistyped: whoever sent it is told of a wrong key, not of a wrong token. */
export const isMeantAsKey = (credential: string): boolean => /^[sp]k_/.test(credential);

/** The hash that `channel.configured` carries: SHA-256 of the random part, as lower-case hex. */
export function hashChannelKey(random: string): string {
  return createHash('sha256').update(random).digest('hex');
}

/** Compares in constant time; a key of 256 random bits needs no slow hash. */
export function matchesHash(random: string, expectedHex: string): boolean {
  const expected = Buffer.from(expectedHex, 'hex');
  const actual = Buffer.from(hashChannelKey(random), 'hex');
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
