import { createRemoteJWKSet, decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';
import { Problem } from '../problems/problem';
import type { Principal } from './principal';

const algorithms = ['ES256', 'EdDSA'];
const clockToleranceSeconds = 5;
const fetchTimeoutMs = 5_000;
/** How soon a key id that is not known may make us ask again. */
const cooldownMs = 5_000;
const refreshMs = 5 * 60_000;

/** Who may issue what: an account's token signed by intake's key, say, is worth nothing. */
const claimsByIssuer: Record<string, z.ZodType<Principal, unknown> | undefined> = {
  '/switchboard/settings': z
    .object({
      typ: z.literal('account'),
      sub: z.string().min(1),
      team: z.string().min(1).nullish(),
      roles: z.array(z.enum(['operator', 'manager', 'agent'])).min(1),
      name: z.string(),
      exp: z.number(),
    })
    .transform((c) => ({
      kind: 'account' as const,
      accountId: c.sub,
      teamId: c.team ?? null,
      roles: c.roles,
      name: c.name,
      expiresAt: c.exp,
    })),
  '/switchboard/intake': z
    .object({
      typ: z.literal('customer'),
      sub: z.string().min(1),
      team: z.string().min(1),
      chat: z.string().min(1),
      exp: z.number(),
    })
    .transform((c) => ({
      kind: 'customer' as const,
      teamId: c.team,
      chatId: c.chat,
      customerId: c.sub,
      expiresAt: c.exp,
    })),
};

/**
 * Verifies bearer tokens by the public keys of their issuers. `iss` chooses the one JWKS that may have signed:
 * `/switchboard/<service>` belongs to the URL that ends in `/api/v1/<service>/jwks.json`.
 * Keys are fetched at the first token, kept while the issuer is away, and asked for again every five minutes.
 */
export class TokenVerifier {
  private readonly keySets = new Map<string, RemoteKeys>();

  constructor(o: { jwksUrls: readonly string[] }) {
    for (const url of o.jwksUrls) {
      const service = /\/api\/v1\/([a-z]+)\/jwks\.json$/.exec(new URL(url).pathname)?.[1];
      if (!service) throw new Error(`JWKS URL ${url} does not end in /api/v1/<service>/jwks.json`);
      this.keySets.set(`/switchboard/${service}`, new RemoteKeys(new URL(url)));
    }
  }

  /** Throws Problem AUTH.INVALID_TOKEN or AUTH.EXPIRED_TOKEN (401), or SERVER.UNAVAILABLE (503) when the issuer's keys cannot be had. */
  async verify(token: string): Promise<Principal> {
    const issuer = issuerOf(token);
    const keys = issuer === undefined ? undefined : this.keySets.get(issuer);
    const claims = issuer === undefined ? undefined : claimsByIssuer[issuer];
    if (!keys || !claims || issuer === undefined)
      throw refusal('AUTH.INVALID_TOKEN', 'The issuer of the token is not known.');
    const parsed = claims.safeParse(await keys.verify(token, issuer));
    if (!parsed.success) throw refusal('AUTH.INVALID_TOKEN', 'The token lacks what tokens of its issuer have.');
    return parsed.data;
  }
}

class RemoteKeys {
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;
  private refreshedAt = 0;

  constructor(url: URL) {
    this.keys = createRemoteJWKSet(url, {
      timeoutDuration: fetchTimeoutMs,
      cooldownDuration: cooldownMs,
      // Never dropped: with the issuer down for an hour, agents stay logged in. `refresh` takes in what changed.
      cacheMaxAge: Number.POSITIVE_INFINITY,
    });
  }

  async verify(token: string, issuer: string): Promise<JWTPayload> {
    this.refresh();
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer,
        algorithms,
        clockTolerance: clockToleranceSeconds,
        requiredClaims: ['sub', 'exp', 'typ'],
      });
      return payload;
    } catch (error) {
      throw problemOf(error);
    }
  }

  private refresh(): void {
    const now = Date.now();
    if (this.keys.jwks() === undefined || now - this.refreshedAt < refreshMs) {
      if (this.refreshedAt === 0) this.refreshedAt = now;
      return;
    }
    this.refreshedAt = now;
    // In the background and allowed to fail: the keys at hand go on serving.
    this.keys.reload().catch(() => undefined);
  }
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

const faultsOfTheToken = [
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
];

function problemOf(error: unknown): Problem {
  if (error instanceof errors.JWTExpired) return refusal('AUTH.EXPIRED_TOKEN', 'The token has expired.', error);
  if (faultsOfTheToken.some((fault) => error instanceof fault))
    return refusal('AUTH.INVALID_TOKEN', 'The token is not valid.', error);
  return new Problem('SERVER.UNAVAILABLE', {
    detail: 'The keys of the token issuer cannot be fetched at the moment.',
    headers: { 'retry-after': '2' },
    cause: error,
  });
}

function refusal(code: 'AUTH.INVALID_TOKEN' | 'AUTH.EXPIRED_TOKEN', detail: string, cause?: unknown): Problem {
  return new Problem(code, {
    detail,
    headers: { 'www-authenticate': `Bearer error="invalid_token", error_description="${detail}"` },
    cause,
  });
}
