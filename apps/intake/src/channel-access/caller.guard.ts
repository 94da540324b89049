import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type AccountPrincipal, EXPIRED_FOR, Problem, Throttle, TokenVerifier } from '@switchboard/runtime';
import type { Caller } from './caller';
import { type ChannelKey, isMeantAsKey, parseChannelKey } from './channel-key';
import { ChannelKeys, invalidKey } from './channel-keys';
import { MemberRepository } from './member.repository';

export const CALLERS = Symbol('callers');

export interface RequestOfCaller {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly ip: string;
  caller?: Caller;
}

/** Finds out who calls: a channel by its key, a customer by the token of a chat, or an agent by that of the account. */
@Injectable()
export class CallerGuard implements CanActivate {
  // Publishable keys stand in web pages for everyone to read: what one address may do with one is limited.
  private readonly throttle = new Throttle({ limit: 30, windowMs: 60_000 });

  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ChannelKeys,
    private readonly members: MemberRepository,
    private readonly verifier: TokenVerifier,
  ) {}

  /** Throws Problem 401, 403, or 429 for a publishable key that is used too often from one address. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<RequestOfCaller>();
    const credential = bearerOf(request);
    const key = parseChannelKey(credential);
    if (!key && isMeantAsKey(credential)) throw invalidKey();
    const caller = key ? await this.channel(key, request) : await this.person(credential, context);
    const allowed = this.reflector.get<Caller['kind'][] | undefined>(CALLERS, context.getHandler());
    if (!allowed?.includes(caller.kind)) throw new Problem('AUTH.FORBIDDEN');
    request.caller = caller;
    return true;
  }

  private async channel(key: ChannelKey, request: RequestOfCaller): Promise<Caller> {
    const known = await this.keys.verify(key);
    if (key.kind === 'publishable') this.admitPage(key.keyId, known.allowedOrigins, request);
    return { kind: key.kind, keyId: key.keyId, channelId: known.channelId, teamId: known.teamId };
  }

  private admitPage(keyId: string, allowedOrigins: readonly string[], { headers, ip }: RequestOfCaller): void {
    const { origin } = headers;
    if (typeof origin !== 'string' || !allowedOrigins.includes(origin)) throw new Problem('AUTH.ORIGIN_NOT_ALLOWED');
    this.throttle.hit(`${keyId} ${ip}`);
  }

  private async person(token: string, context: ExecutionContext): Promise<Caller> {
    const expiredFor = this.reflector.get<number | undefined>(EXPIRED_FOR, context.getHandler());
    const principal = await this.verifier.verify(token, expiredFor);
    if (principal.kind === 'account') return this.member(principal);
    return principal;
  }

  /** Configuration may be newer than the token. */
  private async member({ accountId, teamId, roles, name }: AccountPrincipal): Promise<Caller> {
    if (teamId === null || !roles.some((role) => role !== 'operator')) throw new Problem('AUTH.FORBIDDEN');
    if (await this.members.hasLeft(accountId, teamId)) throw new Problem('AUTH.ACCOUNT_INACTIVE');
    return { kind: 'agent', accountId, name, teamId };
  }
}

function bearerOf({ headers }: RequestOfCaller): string {
  const { authorization } = headers;
  const credential = /^Bearer +(\S+) *$/i.exec(typeof authorization === 'string' ? authorization : '')?.[1];
  if (credential) return credential;
  throw new Problem('AUTH.MISSING_TOKEN', { headers: { 'www-authenticate': 'Bearer' } });
}
