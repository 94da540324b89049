import type { ServiceName } from '@switchboard/contracts';
import { calculateJwkThumbprint, type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';

const algorithm = 'ES256';

/** One key pair of a service; the service keeps them in its own table. */
export interface SigningKey {
  kid: string;
  privateJwk: JWK;
}

export interface JsonWebKeySet {
  keys: JWK[];
}

export type TokenClaims =
  | { typ: 'account'; sub: string; team: string | null; roles: string[]; name: string; passwordVersion?: number }
  | { typ: 'customer'; sub: string; team: string; chat: string };

/**
 * Signs the tokens of one issuer. The first key signs, all are published, so that a key is rotated by putting
 * a new one behind the old, then (when every verifier had time to see it) first, and at last dropping the old.
 */
export class TokenSigner {
  private constructor(
    private readonly issuer: ServiceName,
    private readonly current: { kid: string; key: CryptoKey | Uint8Array },
    private readonly publicKeys: JWK[],
  ) {}

  /** Throws when there is no key or the first cannot be used. */
  static async create(o: { issuer: ServiceName; keys: readonly SigningKey[] }): Promise<TokenSigner> {
    const [first] = o.keys;
    if (!first) throw new Error(`The service ${o.issuer} has no signing key.`);
    const key = await importJWK(first.privateJwk, algorithm);
    return new TokenSigner(o.issuer, { kid: first.kid, key }, o.keys.map(publicPart));
  }

  /** A new ES256 key; its id is the RFC 7638 thumbprint. */
  static async generateKey(): Promise<SigningKey> {
    const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
    const privateJwk = await exportJWK(privateKey);
    return { kid: await calculateJwkThumbprint(privateJwk), privateJwk };
  }

  /** A JWT that ends `ttlSeconds` from now. */
  sign(claims: TokenClaims, ttlSeconds: number): Promise<string> {
    const { sub, ...rest } = claims;
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT(rest)
      .setProtectedHeader({ alg: algorithm, kid: this.current.kid, typ: 'JWT' })
      .setIssuer(`/switchboard/${this.issuer}`)
      .setSubject(sub)
      .setIssuedAt(now)
      .setExpirationTime(now + ttlSeconds)
      .sign(this.current.key);
  }

  /** The public keys, for `GET /api/v1/<service>/jwks.json`. */
  jwks(): JsonWebKeySet {
    return { keys: this.publicKeys };
  }
}

function publicPart({ kid, privateJwk }: SigningKey): JWK {
  const { kty, crv, x, y } = privateJwk;
  return { kty, crv, x, y, kid, alg: algorithm, use: 'sig' };
}
