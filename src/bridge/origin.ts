/** Origins are compared as whole strings. No patterns: every bypass known of this kind of bridge began with one. */
import { CtiError } from '../protocol/error.ts';

/** Hosts for which a browser treats http as secure. */
const LOOPBACK = /^(localhost|[a-z0-9-]+(\.[a-z0-9-]+)*\.localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;

const parse = (value: string, base?: string): URL | undefined => {
  try {
    return new URL(value, base);
  } catch {
    return undefined;
  }
};

const isSecure = (url: URL): boolean => url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));

/**
 * Takes an origin from configuration as it is.
 * @throws CtiError `INVALID_ARGUMENT` for anything but `scheme://host[:port]` over https, or http on loopback.
 */
export const requireOrigin = (value: unknown): string => {
  const url = typeof value === 'string' ? parse(value) : undefined;
  if (!url || url.origin !== value || !isSecure(url)) {
    const shown = typeof value === 'string' ? `"${value.slice(0, 200)}"` : typeof value;
    throw new CtiError(
      'INVALID_ARGUMENT',
      `${shown} is not an origin. Write it as location.origin shows it, such as "https://crm.example": https (http only on loopback), no path, no trailing slash, no wildcard.`,
    );
  }
  return url.origin;
};

/**
 * The origin a page will have when it is loaded from `src`.
 * @throws CtiError `INVALID_ARGUMENT` for a URL that has none we could check, such as `data:` or plain http.
 */
export const originOf = (src: unknown, base: string): string => {
  const url = typeof src === 'string' && src !== '' ? parse(src, base) : undefined;
  // The address itself is not repeated: it may hold a password or a token.
  if (!url || !isSecure(url) || url.username || url.password) {
    throw new CtiError('INVALID_ARGUMENT', `src must be an https URL (http only on loopback) without a user name; this one is ${url ? url.protocol : 'none'}.`);
  }
  return url.origin;
};
