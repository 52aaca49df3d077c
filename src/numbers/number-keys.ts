import { LEAST_SUFFIX_DIGITS, MAX_E164_DIGITS, MIN_SUFFIX_DIGITS } from './limits.ts';
import { type NormalizedNumber, type NormalizeOptions, normalizeNumber } from './normalize-number.ts';
import { nationalDigits } from './number-variants.ts';

export interface NumberKeysOptions extends NormalizeOptions {
  /** Fewest equal last digits that count, 4 to 15. Default 7. */
  minSuffixDigits?: number | undefined;
}

/** What a database needs to find a number by its end. Fields are missing where a number has no such thing. */
export interface NumberKeys {
  e164?: string | undefined;
  /** To be stored with each number: its digits backwards, in E.164 where that could be made out. */
  reversed?: string | undefined;
  /** To be looked for: what `reversed` must be `like`. Ends in `%` unless the number is short, which must be equal as a whole. */
  pattern?: string | undefined;
  /** Of a SIP address whose user is no number: to be stored and looked for as it is. */
  address?: string | undefined;
}

export const backwards = (digits: string): string => [...digits].reverse().join('');

export const suffixDigits = (wanted: number = MIN_SUFFIX_DIGITS): number =>
  Number.isFinite(wanted) ? Math.min(Math.max(Math.trunc(wanted), LEAST_SUFFIX_DIGITS), MAX_E164_DIGITS) : MIN_SUFFIX_DIGITS;

/** Digits as they were written, without what only says that a country code follows. */
export const writtenDigits = ({ digits = '' }: NormalizedNumber): string => digits.replace(/^(?:\+|00)/, '');

export const keysOf = (normalized: NormalizedNumber, minSuffixDigits: number): NumberKeys => {
  const { kind, e164, address } = normalized;
  const digits = e164?.slice(1) ?? writtenDigits(normalized);
  if (kind === 'withheld' || digits === '') return kind === 'sip' && address ? { address } : {};
  const reversed = backwards(digits);
  // A prefix dialled in front is no part of the number; within a country whole numbers may be shorter than what is asked for.
  const significant = e164 ? nationalDigits(e164)?.significant.length : digits.replace(/^0+/, '').length;
  const isWhole = !e164 && (kind === 'service' || (significant ?? 0) < minSuffixDigits);
  const pattern = isWhole ? reversed : `${reversed.slice(0, Math.min(minSuffixDigits, significant ?? minSuffixDigits))}%`;
  return { ...(e164 && { e164 }), reversed, pattern };
};

/** What `like` does with such a pattern. */
export const isLike = (reversed: string, pattern: string): boolean =>
  pattern.endsWith('%') ? reversed.startsWith(pattern.slice(0, -1)) : reversed === pattern;

/**
 * Keys that make "who has this number?" one index lookup, however many contacts there are: the end of a number is the beginning of
 * its digits backwards, and that is what an index finds. The same function makes what is stored and what is looked for.
 *
 * ```sql
 * create table numbers (contact_id integer not null, raw text not null, reversed text);
 * create index numbers_reversed on numbers (reversed text_pattern_ops);
 * -- $1 is numberKeys(caller).pattern, which has no wildcard but the one at its end
 * select contact_id, raw from numbers where reversed like $1 limit 200;
 * ```
 *
 * The few rows that come back then go through `matchNumber`, which tells a person from a namesake; it finds nothing that the
 * lookup, made with the same options, does not. A number whose country is not that of the CRM is stored with its own `defaultCountry`.
 *
 * @example
 * numberKeys('070-200 77 22', { defaultCountry: 'SE' }); // { e164: '+46702007722', reversed: '22770020764', pattern: '2277002%' }
 * numberKeys('7722'); // { reversed: '2277', pattern: '2277' }
 * numberKeys('anonymous'); // {}
 */
export const numberKeys = (raw: string, { minSuffixDigits, ...options }: NumberKeysOptions = {}): NumberKeys =>
  keysOf(normalizeNumber(raw, options), suffixDigits(minSuffixDigits));
