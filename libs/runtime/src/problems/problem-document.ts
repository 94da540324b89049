import { HttpException } from '@nestjs/common';
import type { ProblemCode } from '@switchboard/contracts';
import { ZodValidationException } from 'nestjs-zod';
import { ZodError } from 'zod';
import { type FieldError, Problem } from './problem';

/** The body of every answer that is an error (RFC 9457). */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  errors: FieldError[];
  correlationId: string;
  [extra: string]: unknown;
}

/** Codes for what Nest and Fastify refuse by themselves, by status. */
const codeByStatus: Partial<Record<number, ProblemCode>> = {
  400: 'REQUEST.INVALID',
  401: 'AUTH.INVALID_TOKEN',
  403: 'AUTH.FORBIDDEN',
  404: 'REQUEST.NOT_FOUND',
  413: 'REQUEST.TOO_LARGE',
  414: 'REQUEST.TOO_LARGE',
  415: 'REQUEST.UNSUPPORTED_MEDIA_TYPE',
  429: 'REQUEST.TOO_MANY',
  431: 'REQUEST.TOO_LARGE',
  503: 'SERVER.UNAVAILABLE',
};

/** Any error as the problem that is shown to the caller; what nobody foresaw is SERVER.INTERNAL and says nothing. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof ZodValidationException) return invalidRequest(error.getZodError());
  const status = statusOf(error);
  if (status === 400 && isAboutJson(error)) return new Problem('REQUEST.NOT_JSON', { cause: error });
  const code = status === undefined ? undefined : codeByStatus[status];
  return new Problem(code ?? 'SERVER.INTERNAL', { cause: error });
}

/** A request that its schema refuses: one entry for each field. */
export function invalidRequest(error: unknown): Problem {
  const errors = error instanceof ZodError ? fieldErrors(error) : [];
  return new Problem('REQUEST.INVALID', { errors, cause: error });
}

export function fieldErrors(error: ZodError): FieldError[] {
  return error.issues.flatMap((issue) => {
    const at = issue.path.map(String).join('.');
    if (issue.code !== 'unrecognized_keys') return [{ field: at, message: issue.message }];
    return issue.keys.map((key) => ({ field: at ? `${at}.${key}` : key, message: 'is not known' }));
  });
}

export function documentOf(problem: Problem, correlationId: string): ProblemDocument {
  return {
    ...problem.extra,
    // The code says all that a page behind a URL could; RFC 9457 has this value for that.
    type: 'about:blank',
    title: problem.title,
    status: problem.status,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    code: problem.code,
    errors: problem.errors,
    correlationId,
  };
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode, code } = (error ?? {}) as { statusCode?: unknown; code?: unknown };
  // Only Fastify's own errors: another library's `statusCode` may be about a call of ours.
  return typeof statusCode === 'number' && typeof code === 'string' && code.startsWith('FST_') ? statusCode : undefined;
}

/** Fastify's words for a body that cannot be parsed, is empty, or would reach into prototypes. */
function isAboutJson(error: unknown): boolean {
  return error instanceof Error && /json|prototype property/i.test(error.message);
}
