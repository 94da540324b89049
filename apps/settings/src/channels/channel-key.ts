import { createHash, randomBytes } from 'node:crypto';
import type { ChannelKey, ChannelKeyKind } from './channel';

const prefixes: Record<ChannelKeyKind, string> = { secret: 'sk', publishable: 'pk' };

/**
 * A new key, `sk_<keyId>_<random>` or `pk_<keyId>_<random>`: 256 random bits as base64url. What is kept of it is the
 * SHA-256 of the random part as it stands there; with that much randomness a slow hash would add nothing.
 */
export function createChannelKey(
  kind: ChannelKeyKind,
  expiresAt: Date | null = null,
): { key: string; kept: ChannelKey } {
  const keyId = randomBytes(8).toString('hex');
  const random = randomBytes(32).toString('base64url');
  return {
    key: `${prefixes[kind]}_${keyId}_${random}`,
    kept: { keyId, kind, sha256: createHash('sha256').update(random).digest('hex'), createdAt: new Date(), expiresAt },
  };
}
