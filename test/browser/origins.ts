/** The three origins of the one test server. No two of them are same-site. */
const at = (hostname: string) => `${location.protocol}//${hostname}:${location.port}`;

export const origins = { localhost: at('localhost'), ip: at('127.0.0.1'), subdomain: at('b.localhost') };

/** A page under test/browser/fixtures/. `query`: see fixture-pages.mjs. */
export const fixture = (path: string, origin: string = location.origin, query = '') => `${origin}/test/browser/fixtures/${path}${query && `?${query}`}`;
