/** Headers of every page. Nothing is allowed that the page does not need; no page has inline script or style. */
export interface PagePolicy {
  /** Origins whose pages this one shows in frames. */
  frames?: readonly string[];
  /** Where it may connect beside its own origin, for example `ws://127.0.0.1:4604`. */
  connects?: readonly string[];
  /** Origins that may show this page in a frame. `anyone` leaves the choice to the page itself. */
  embeddedBy?: readonly string[] | 'anyone';
  /** Origins whose scripts it loads beside its own, by elements it makes itself, as pages have always done: Trusted Types would refuse that. */
  scripts?: readonly string[];
  /** Names of Trusted Types policies the page's libraries create. HTML from a string is impossible without one. */
  trustedTypes?: readonly string[];
}

const directive = (name: string, sources: readonly string[]) => `${name} ${sources.length > 0 ? sources.join(' ') : "'none'"}`;

export const contentSecurityPolicy = ({ frames = [], connects = [], embeddedBy = [], scripts = [], trustedTypes = [] }: PagePolicy): string =>
  [
    "default-src 'self'",
    directive('script-src', ["'self'", ...scripts]),
    "style-src 'self'",
    "img-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    directive('connect-src', ["'self'", ...connects]),
    directive('frame-src', frames),
    ...(embeddedBy === 'anyone' ? [] : [directive('frame-ancestors', embeddedBy)]),
    ...(scripts.length > 0 ? [] : ["require-trusted-types-for 'script'", directive('trusted-types', trustedTypes)]),
  ].join('; ');

export const securityHeaders = (policy: PagePolicy): Record<string, string> => ({
  'Content-Security-Policy': contentSecurityPolicy(policy),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
});
