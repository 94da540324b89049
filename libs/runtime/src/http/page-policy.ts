/**
 * What a page of the web app may do: scripts and data come from here only and nothing is evaluated. Styles may be inline:
 * the component library writes its theme's variables into a style element.
 * @param frameAncestors which pages may frame it, as the policy writes it; nobody's unless said
 */
export const pagePolicy = (frameAncestors = "'none'"): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ');
