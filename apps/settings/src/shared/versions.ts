import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { ProblemCode } from '@switchboard/contracts';
import { Problem } from '@switchboard/runtime';

interface WithHeaders {
  headers: Record<string, string | string[] | undefined>;
}

/**
 * The version in an `If-Match` header, as `"3"` or `3`; undefined when there is none.
 * Throws Problem REQUEST.INVALID for anything else: silently taking it for absent would lose an update.
 */
export function versionOfIfMatch(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const digits = /^(?:W\/)?"?(\d{1,10})"?$/.exec(header.trim())?.[1];
  if (digits === undefined) {
    throw new Problem('REQUEST.INVALID', { field: 'If-Match', detail: 'must be the version that was read, as "3"' });
  }
  return Number(digits);
}

/** The version that the caller names in `If-Match`, if any. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number | undefined => {
  const header = context.switchToHttp().getRequest<WithHeaders>().headers['if-match'];
  return versionOfIfMatch(Array.isArray(header) ? header[0] : header);
});

/** The version of the body or else of `If-Match`. Throws Problem REQUEST.VERSION_MISSING (428) without either. */
export function requiredVersion(inBody: number | undefined, ifMatch: number | undefined): number {
  const version = inBody ?? ifMatch;
  if (version === undefined) throw new Problem('REQUEST.VERSION_MISSING', { field: 'version', detail: 'is missing' });
  return version;
}

type ConflictCode = Extract<ProblemCode, `${string}.VERSION_CONFLICT`>;

/** Throws the 409 of `code`, with the current version beside it, unless the caller has read the current version. */
export function assertVersion(expected: number | undefined, current: number, code: ConflictCode): void {
  if (expected === undefined || expected === current) return;
  throw new Problem(code, {
    field: 'version',
    detail: `is ${expected}, but the current version is ${current}`,
    extra: { currentVersion: current },
  });
}

/** Documents `If-Match` on a route that takes it. */
export const ApiIfMatch = (): MethodDecorator =>
  ApiHeader({ name: 'If-Match', required: false, description: 'The version that was read, as `"3"`; or `version`.' });
