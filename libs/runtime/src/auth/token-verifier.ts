import { decodeJwt } from 'jose';
import { z } from 'zod';
import type { Principal } from './principal';
import { RemoteKeys, refusal } from './remote-keys';

/** Who may issue what: an account's token signed by intake's key, say, is worth nothing. */
const claimsByIssuer: Record<string, z.ZodType<Principal, unknown> | undefined> = {
  '/switchboard/settings': z
    .object({
      typ: z.literal('account'),
      sub: z.string().min(1),
      team: z.string().min(1).nullish(),
      roles: z.array(z.enum(['operator', 'manager', 'agent'])).min(1),
      name: z.string(),
      // Tokens of the release before do not say it; passwords were never counted then.
      passwordVersion: z.int().default(1),
      exp: z.number(),
    })
    .transform((c) => ({
      kind: 'account' as const,
      accountId: c.sub,
      teamId: c.team ?? null,
      roles: c.roles,
      name: c.name,
      passwordVersion: c.passwordVersion,
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
 * Several URLs of one service are its instances: the first that answers is asked.
 * Keys are fetched at the first token, kept while the issuer is away, and asked for again every five minutes.
 */
export class TokenVerifier {
  private readonly keySets = new Map<string, RemoteKeys>();

  constructor(o: { jwksUrls: readonly string[] }) {
    const instances = new Map<string, URL[]>();
    for (const url of o.jwksUrls) {
      const service = /\/api\/v1\/([a-z]+)\/jwks\.json$/.exec(new URL(url).pathname)?.[1];
      if (!service) throw new Error(`JWKS URL ${url} does not end in /api/v1/<service>/jwks.json`);
      const issuer = `/switchboard/${service}`;
      instances.set(issuer, [...(instances.get(issuer) ?? []), new URL(url)]);
    }
    for (const [issuer, urls] of instances) this.keySets.set(issuer, new RemoteKeys(urls));
  }

  /**
   * @param expiredFor seconds that the token may have been expired for; 0 on all routes but those that renew it
   * @throws Problem AUTH.INVALID_TOKEN or AUTH.EXPIRED_TOKEN (401), or SERVER.UNAVAILABLE (503) when the issuer's keys
   * cannot be had
   */
  async verify(token: string, expiredFor = 0): Promise<Principal> {
    const issuer = issuerOf(token);
    const keys = issuer === undefined ? undefined : this.keySets.get(issuer);
    const claims = issuer === undefined ? undefined : claimsByIssuer[issuer];
    if (!keys || !claims || issuer === undefined)
      throw refusal('AUTH.INVALID_TOKEN', 'The issuer of the token is not known.');
    const parsed = claims.safeParse(await keys.verify(token, issuer, expiredFor));
    if (!parsed.success) throw refusal('AUTH.INVALID_TOKEN', 'The token lacks what tokens of its issuer have.');
    return parsed.data;
  }
}

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}
