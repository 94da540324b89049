/** An origin in the letters that browsers send one in; in a policy a `*` would be a pattern and a `;` its end. */
const plainOrigin = /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;

/** The `frame-ancestors` of a page that these origins may frame, and nobody else; `'none'` where there are none. */
export function frameAncestors(allowedOrigins: readonly string[]): string {
  const origins = allowedOrigins.filter((origin) => plainOrigin.test(origin));
  return origins.length === 0 ? "'none'" : origins.join(' ');
}
