import { MAX_URI_CHARS } from './limits.ts';
import { type Parameters, parseParameters, splitOutside, unquote } from './syntax.ts';

/** A `sip:` or `sips:` URI (RFC 3261 §19.1). */
export interface SipUri {
  scheme: 'sip' | 'sips';
  /** Without escapes; empty when the URI names a host only. */
  user: string;
  /** Lower case. */
  host: string;
  port: number | undefined;
  parameters: Parameters;
}

const decode = (text: string): string | undefined => {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};

const HOST_PORT = /^(\[[0-9a-fA-F:.]{2,45}\]|[0-9A-Za-z.-]{1,255})(?::(\d{1,5}))?$/;

/** Host and optional port, as in a URI and in a Via. */
export const parseHostPort = (text: string): { host: string; port: number | undefined } | undefined => {
  const match = HOST_PORT.exec(text);
  if (match?.[1] === undefined) return undefined;
  const port = match[2] === undefined ? undefined : Number(match[2]);
  return port !== undefined && (port < 1 || port > 65535) ? undefined : { host: match[1].toLowerCase(), port };
};

/** `undefined` for another scheme, or when it is malformed. A `tel:` URI is read as a user without a host (RFC 3966). */
export const parseUri = (text: string): SipUri | undefined => {
  if (text.length > MAX_URI_CHARS || /[\s<>"]/.test(text)) return undefined;
  const match = /^(sips?|tel):(.+)$/i.exec(text);
  const scheme = match?.[1]?.toLowerCase();
  const rest = match?.[2];
  if (rest === undefined) return undefined;
  if (scheme === 'tel') {
    const [number = ''] = rest.split(';', 1);
    const digits = number.replace(/[-.()]/g, '');
    return /^\+?[0-9*#A-Da-d]{1,32}$/.test(digits) ? { scheme: 'sip', user: digits, host: '', port: undefined, parameters: new Map() } : undefined;
  }
  // The headers part follows the first `?` after the user part, in which `?` and `;` are allowed.
  const at = rest.lastIndexOf('@');
  const userInfo = at < 0 ? '' : rest.slice(0, at);
  const [hostAndParameters = ''] = rest.slice(at + 1).split('?', 1);
  const [hostPort = '', ...parts] = hostAndParameters.split(';');
  const address = parseHostPort(hostPort);
  const parameters = parseParameters(parts.filter((part) => part !== ''));
  const user = decode(userInfo.split(':', 1)[0] ?? '');
  if (!address || !parameters || user === undefined || (at >= 0 && user === '') || userInfo.includes('@')) return undefined;
  return { scheme: scheme === 'sips' ? 'sips' : 'sip', user, ...address, parameters };
};

/** The value of From, To, Contact, Route, Refer-To: `"Name" <uri>;parameters` or `uri;parameters`. */
export interface NameAddress {
  /** Empty when there is none. */
  displayName: string;
  uri: string;
  /** Those outside the brackets. */
  parameters: Parameters;
}

export const parseNameAddress = (value: string): NameAddress | undefined => {
  const parts = splitOutside(value, ';');
  const [first = '', ...rest] = parts ?? [];
  const parameters = parseParameters(rest);
  if (!parts || !parameters) return undefined;
  const open = first.lastIndexOf('<');
  if (open < 0) {
    // Without brackets everything after the first semicolon belongs to the header, not to the URI (RFC 3261 §20.10).
    return first === '' || /[\s"]/.test(first) ? undefined : { displayName: '', uri: first, parameters };
  }
  const uri = first.slice(open + 1, -1).trim();
  return first.endsWith('>') && uri !== '' && uri.length <= MAX_URI_CHARS ? { displayName: unquote(first.slice(0, open).trim()), uri, parameters } : undefined;
};

/** Same user, host and port: enough to find a registered contact, whose user part is random (RFC 3261 §19.1.4 compares more). */
export const sameAddress = (a: SipUri, b: SipUri): boolean => a.user === b.user && a.host === b.host && a.port === b.port;
