import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Principal, Role } from './principal';

export const ACCESS = Symbol('access');

/** How the access of a route stands in its OpenAPI operation. */
export const ACCESS_EXTENSION = 'x-access';

/** `public`, or the roles of which a caller needs one. */
export type Access = 'public' | readonly Role[];

/** Opens a route (or a controller) to everyone; nobody looks at a token. */
export const Public = (): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(ACCESS, 'public' satisfies Access), ApiExtension(ACCESS_EXTENSION, 'public'));

/** Opens a route (or a controller) to callers with one of these roles. A route without it and @Public fails boot. */
export const Roles = (...roles: [Role, ...Role[]]): MethodDecorator & ClassDecorator =>
  applyDecorators(SetMetadata(ACCESS, roles satisfies Access), ApiBearerAuth(), ApiExtension(ACCESS_EXTENSION, roles));

export const EXPIRED_FOR = Symbol('expired for');

/**
 * On a route that gives a new token for the old one: accepts also a token that expired up to `seconds` ago. Beside it there
 * must be what decides whether the caller may still go on.
 */
export const AcceptsExpired = (seconds: number): MethodDecorator => SetMetadata(EXPIRED_FOR, seconds);

export interface AuthenticatedRequest {
  principal?: Principal;
}

/** The caller of a @Roles route. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!principal) throw new Error('@CurrentPrincipal is of use on a route with @Roles only');
  return principal;
});
