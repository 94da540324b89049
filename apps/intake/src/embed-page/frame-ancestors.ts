import { plainOrigin } from '@switchboard/contracts';

/**
 * The `frame-ancestors` of a page that these origins may frame, and nobody else; `'none'` where there are none. Settings
 * takes plain origins only; in a policy a `*` would be a pattern and a `;` its end, whoever announced it.
 */
export function frameAncestors(allowedOrigins: readonly string[]): string {
  const origins = allowedOrigins.filter((origin) => plainOrigin.test(origin));
  return origins.length === 0 ? "'none'" : origins.join(' ');
}
