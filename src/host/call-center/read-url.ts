/** The address of a page that will be framed. */
import { originOf } from '../../bridge/origin.ts';
import { CtiError } from '../../protocol/error.ts';
import { MAX_URL_LENGTH } from '../../protocol/limits.ts';
import type { Item } from './definition.ts';
import type { Findings } from './findings.ts';

const parse = (address: string, base?: string): URL | undefined => {
  try {
    return new URL(address, base);
  } catch {
    return undefined;
  }
};

const isFramable = (url: URL): boolean => {
  try {
    return originOf(url.href, url.href) === url.origin;
  } catch {
    return false;
  }
};

/** @throws CtiError `INVALID_ARGUMENT`: not the file is wrong, but its reader. */
export const requireBaseUrl = (baseUrl: unknown): string | undefined => {
  if (baseUrl === undefined) return undefined;
  const url = typeof baseUrl === 'string' ? parse(baseUrl) : undefined;
  if (!url || !isFramable(url)) throw new CtiError('INVALID_ARGUMENT', 'baseUrl must be an absolute https URL (http only on loopback), such as location.href.');
  return url.href;
};

/** The value is not repeated in what is said of it: it may hold a password or a token. */
export const readUrl = ({ value, place }: Item, baseUrl: string | undefined, findings: Findings): string => {
  const absolute = value.length > MAX_URL_LENGTH ? undefined : parse(value);
  const url = absolute ?? (baseUrl === undefined || value.length > MAX_URL_LENGTH ? undefined : parse(value, baseUrl));
  if (url && isFramable(url)) return url.href;
  if (url) findings.problem(place, `The address must be https (http only on loopback) without a user name; this one is ${url.protocol.slice(0, 20)}`);
  else if (value.length > MAX_URL_LENGTH) findings.problem(place, `The address is longer than ${MAX_URL_LENGTH} characters.`);
  else if (baseUrl === undefined) findings.problem(place, 'The address is relative. Write all of it, with https://, or import the definition with a baseUrl.');
  else findings.problem(place, 'This is not an address.');
  return '';
};
