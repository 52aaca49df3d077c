/** Whether two numbers are one, and how sure that is. */
import { MAX_NUMBER_LENGTH } from './limits.ts';
import { type NormalizedNumber, normalizeNumber } from './normalize-number.ts';
import { backwards, isLike, keysOf, type NumberKeys, writtenDigits } from './number-keys.ts';
import { nationalDigits } from './number-variants.ts';

/** How a stored number was recognised. */
export type MatchedBy =
  /** The same number of the world, or the same SIP address. WebFront: the same text. */
  | 'exact'
  /** The same digits as dialled, where the country of one of the two is not known; and whole extensions and services. */
  | 'national'
  /** One is the end of the other. */
  | 'suffix';

export interface Comparable {
  normalized: NormalizedNumber;
  keys: NumberKeys;
  /** Digits without `+` and `00`, as they were written. */
  written: string;
  /** The country was written or is known of this number, not guessed from where the CRM is. */
  isCertain: boolean;
}

export const comparable = (raw: string, countries: { own?: string | undefined; default?: string | undefined }, minSuffixDigits: number): Comparable => {
  const normalized = normalizeNumber(raw, { defaultCountry: countries.own ?? countries.default });
  const isCertain = normalized.e164 !== undefined && (countries.own !== undefined || /^(?:\+|00)/.test(normalized.digits ?? ''));
  return { normalized, keys: keysOf(normalized, minSuffixDigits), written: writtenDigits(normalized), isCertain };
};

/**
 * Reading a number costs a hundred times what this does: written in plain digits, it has to hold those that are looked for.
 * False means that it cannot be a match.
 */
export const mayMatch = (query: Comparable, raw: string): boolean => {
  const wanted = query.keys.pattern?.replace('%', '');
  if (wanted === undefined) return query.keys.address !== undefined;
  if (!/^\d+$/.test(wanted) || raw.length > MAX_NUMBER_LENGTH || !/^[\d\s().+/-]*$/.test(raw)) return true;
  return backwards(raw.replace(/\D/g, '')).includes(wanted);
};

const isDialledAs = (e164: string, written: string): boolean => {
  const national = nationalDigits(e164);
  return written === e164.slice(1) || written === national?.dialled || written === national?.significant;
};

const isEndOfOther = (one: string, other: string, minDigits: number): boolean => {
  const [shorter = '', longer = ''] = [one, other].map((digits) => digits.replace(/^0+/, '')).sort((a, b) => a.length - b.length);
  return shorter.length >= minDigits && longer.endsWith(shorter);
};

export const compareNumbers = (query: Comparable, stored: Comparable, minSuffixDigits: number): MatchedBy | undefined => {
  const { pattern, address } = query.keys;
  if (address !== undefined) return stored.keys.address === address ? 'exact' : undefined;
  // Whoever looks rows up by the pattern must find here all that would be found among all rows, so nothing else is.
  if (pattern === undefined || stored.keys.reversed === undefined || !isLike(stored.keys.reversed, pattern)) return undefined;
  const [asked, kept] = [query.normalized, stored.normalized];
  // Two extensions of one switchboard are two people.
  if (asked.extension !== undefined && kept.extension !== undefined && asked.extension !== kept.extension) return undefined;
  if (asked.e164 !== undefined && kept.e164 !== undefined) {
    if (asked.e164 === kept.e164) return 'exact';
    if (query.isCertain && stored.isCertain) return undefined;
  } else if (asked.e164 !== undefined) {
    if (isDialledAs(asked.e164, stored.written)) return 'national';
  } else if (kept.e164 !== undefined) {
    if (isDialledAs(kept.e164, query.written)) return 'national';
  } else if (query.written === stored.written) return 'national';
  return isEndOfOther(query.written, stored.written, minSuffixDigits) ? 'suffix' : undefined;
};
