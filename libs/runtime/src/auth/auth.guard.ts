import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../problems/problem';
import { ACCESS, type Access, type AuthenticatedRequest, EXPIRED_FOR } from './decorators';
import { rolesOf } from './principal';
import { TokenVerifier } from './token-verifier';

/** Lets a request through when its route is @Public, or its bearer token has one of the route's @Roles. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly verifier: TokenVerifier,
  ) {}

  /** Throws Problem 401 or 403. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & AuthenticatedRequest>();
    const expiredFor = this.reflector.get<number | undefined>(EXPIRED_FOR, context.getHandler());
    const principal = await this.verifier.verify(bearerToken(request), expiredFor);
    const allowed = rolesOf(principal).some((role) => access?.includes(role));
    if (!allowed) throw new Problem('AUTH.FORBIDDEN');
    request.principal = principal;
    return true;
  }
}

function bearerToken(request: FastifyRequest): string {
  const match = /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(request.headers.authorization ?? '');
  if (match?.[1]) return match[1];
  throw new Problem('AUTH.MISSING_TOKEN', { headers: { 'www-authenticate': 'Bearer' } });
}
