import { createRemoteJWKSet, customFetch, errors, type FetchImplementation, jwtVerify, type JWTPayload } from 'jose';
import { Problem } from '../problems/problem';

const algorithms = ['ES256', 'EdDSA'];
const clockToleranceSeconds = 5;
const fetchTimeoutMs = 5_000;
/** How soon a key id that is not known may make us ask again. */
const cooldownMs = 5_000;
const refreshMs = 5 * 60_000;

/** The public keys of one issuer, fetched from whichever of its instances answers. */
export class RemoteKeys {
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;
  private refreshedAt = 0;

  constructor(urls: readonly URL[]) {
    this.keys = createRemoteJWKSet(urls[0] as URL, {
      [customFetch]: firstThatAnswers(urls),
      timeoutDuration: fetchTimeoutMs,
      cooldownDuration: cooldownMs,
      // Never dropped: with the issuer down for an hour, agents stay logged in. `refresh` takes in what changed.
      cacheMaxAge: Number.POSITIVE_INFINITY,
    });
  }

  /**
   * @param expiredFor seconds that the token may have been expired for
   * @throws Problem AUTH.INVALID_TOKEN, AUTH.EXPIRED_TOKEN or SERVER.UNAVAILABLE
   */
  async verify(token: string, issuer: string, expiredFor: number): Promise<JWTPayload> {
    this.refresh();
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer,
        algorithms,
        clockTolerance: clockToleranceSeconds + expiredFor,
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

function firstThatAnswers(urls: readonly URL[]): FetchImplementation {
  return async (_, init) => {
    const faults: unknown[] = [];
    for (const url of urls) {
      const response = await fetch(url, init).catch((error: unknown) => void faults.push(error));
      if (response?.ok) return response;
      if (response) faults.push(new Error(`${url.href} answered ${response.status}`));
    }
    throw new AggregateError(faults, 'no instance of the issuer gave its keys');
  };
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

/** 401, with the reason where RFC 6750 wants it. */
export function refusal(code: 'AUTH.INVALID_TOKEN' | 'AUTH.EXPIRED_TOKEN', detail: string, cause?: unknown): Problem {
  return new Problem(code, {
    detail,
    headers: { 'www-authenticate': `Bearer error="invalid_token", error_description="${detail}"` },
    cause,
  });
}
