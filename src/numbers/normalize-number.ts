import { type CountryCode, isSupportedCountry, Metadata, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { type Address, parseAddress } from './address.ts';
import { MAX_E164_DIGITS, MAX_NUMBER_LENGTH, MAX_SHORT_DIGITS, MIN_DIGITS_BEFORE_EXTENSION, SMALL_PLAN_DIGITS } from './limits.ts';
import { plainText } from './plain-text.ts';
import { isWithheld } from './withheld.ts';

/** What kind of thing a phone system or a web page gave as a number. */
export type NumberKind =
  /** A number of the world: `e164` is set. */
  | 'e164'
  /** Somebody's number, of which the country is not known: 7 to 15 digits. */
  | 'national'
  /** Up to 6 digits: an extension, a service or an emergency number. The same digits belong to others elsewhere. */
  | 'short'
  /** A code with `*` or `#` that switches something on or off. */
  | 'service'
  /** A SIP address whose user is no number. */
  | 'sip'
  /** The caller has no number or does not show it. There is nothing to search for. */
  | 'withheld'
  /** Something else: words, too long a text, digits that can be no number. */
  | 'unknown';

export interface NormalizedNumber {
  /** As received; what is beyond 250 characters is cut off. */
  raw: string;
  kind: NumberKind;
  /** The number belongs to a range that is in use. A false one may still exist: ranges are opened all the time. */
  valid: boolean;
  /** `+46812345678`. Only what is possible as a number; of numbers without an international prefix, only what is valid. */
  e164?: string | undefined;
  /** Digits as dialled within `country`: `0812345678`. */
  national?: string | undefined;
  /** ISO 3166-1 alpha-2. Missing for numbers of no country, such as `+800…`. */
  country?: string | undefined;
  /** Digits to be dialled once connected. */
  extension?: string | undefined;
  /** All digits, with `*`, `#` and a leading `+` where they belong to the number. Missing when there are none. */
  digits?: string | undefined;
  /** `alice@example.org`, for whatever came as a SIP address. */
  address?: string | undefined;
}

export interface NormalizeOptions {
  /** Country of numbers without an international prefix, ISO 3166-1 alpha-2 such as `SE`. One that does not exist counts as none; `isKnownCountry` tells. */
  defaultCountry?: string | undefined;
}

type Findings = Omit<NormalizedNumber, 'raw' | 'address'>;

const countryOf = (code: string | undefined): CountryCode | undefined => {
  const upper = code?.toUpperCase();
  return upper !== undefined && isSupportedCountry(upper) ? upper : undefined;
};

/** True for a country code that `defaultCountry` understands. */
export const isKnownCountry = (code: string): boolean => countryOf(code) !== undefined;

const digitsOf = (text: string): string => text.replace(/\D/g, '');

const read = (dialled: string, country: CountryCode | undefined): Findings | undefined => {
  const number = parsePhoneNumberFromString(dialled, country ? { defaultCountry: country, extract: false } : { extract: false });
  if (!number?.isPossible()) return undefined;
  const national = digitsOf(number.formatNational());
  return { kind: 'e164', valid: number.isValid(), e164: number.number, national, ...(number.country && { country: number.country }), digits: dialled };
};

const readValid = (dialled: string, country: CountryCode | undefined): Findings | undefined => {
  const found = read(dialled, country);
  return found?.valid ? found : undefined;
};

/** In a few small countries everybody's number is as short as an extension elsewhere. */
const hasSmallPlan = (country: CountryCode | undefined): boolean => {
  if (!country) return false;
  const metadata = new Metadata();
  metadata.selectNumberingPlan(country);
  return Math.max(...(metadata.numberingPlan?.possibleLengths() ?? [Number.POSITIVE_INFINITY])) <= SMALL_PLAN_DIGITS;
};

/** Phone systems write `00` and `011` also where they are not the prefix of the country they are in. */
const readInternational = (digits: string, country: CountryCode | undefined): Findings | undefined => {
  if (digits.startsWith('00')) return readValid(`+${digits.slice(2)}`, undefined);
  return digits.startsWith('011') && !country ? readValid(`+${digits.slice(3)}`, undefined) : undefined;
};

const classify = (dialled: string, country: CountryCode | undefined): Findings => {
  if (/[*#]/.test(dialled)) return { kind: 'service', valid: false, digits: dialled };
  if (dialled.startsWith('+')) return read(dialled, undefined) ?? { kind: 'unknown', valid: false, digits: dialled };
  const isShort = dialled.length <= MAX_SHORT_DIGITS;
  const found = isShort && !hasSmallPlan(country) ? undefined : (readValid(dialled, country) ?? readInternational(dialled, country));
  if (found) return { ...found, digits: dialled };
  return { kind: isShort ? 'short' : dialled.length <= MAX_E164_DIGITS ? 'national' : 'unknown', valid: false, digits: dialled };
};

/** `08-123 456 78 x12`, `… ext. 12`, `… #12`, `…,,12`: the number and what is dialled after it. */
const withoutExtension = (text: string): { text: string; extension?: string } => {
  const [, head = '', extension = ''] = /^([^*#,;a-z]*\d)[\s,;]*(?:ext(?:ension|n)?\.?|x|#|,)[\s:=,.]*(\d{1,7})$/i.exec(text) ?? [];
  return digitsOf(head).length >= MIN_DIGITS_BEFORE_EXTENSION ? { text: head, extension } : { text };
};

/** What is left when the usual punctuation is taken away, or `undefined` where more than a number is written. */
const dialledText = (text: string): string | undefined => {
  const compact = text.replace(/[\s().\-/·•~_'"[\]]/g, '');
  return /^\+?\d+$|^(?=[*#+\d]*\d)[*#+\d]*[*#][*#+\d]*$/.test(compact) ? compact : undefined;
};

/** `1-800-FLOWERS`: letters as on a keypad (ITU-T E.161), where that makes a valid number. */
const spelledOut = (text: string, country: CountryCode | undefined): Findings | undefined => {
  if (!/^\+?\d[\d\s().-]*[a-z][a-z\d\s.-]*$/i.test(text)) return undefined;
  const digits = text.toUpperCase().replace(/[A-Z]/g, (letter) => '22233344455566677778889999'.charAt(letter.charCodeAt(0) - 65));
  const dialled = dialledText(digits);
  return dialled === undefined ? undefined : readValid(dialled, dialled.startsWith('+') ? undefined : country);
};

const examine = ({ user, host, extension, context }: Address, country: CountryCode | undefined): Findings => {
  if (isWithheld(user) && (user !== '' || host === undefined)) return { kind: 'withheld', valid: false };
  if (host === 'anonymous.invalid') return { kind: 'withheld', valid: false }; // RFC 3323 §4.1.1.3
  const split = withoutExtension(user);
  const beyond = extension ?? split.extension;
  const dialled = dialledText(split.text);
  const findings =
    dialled === undefined
      ? spelledOut(user, country)
      : classify(context !== undefined && /^\d+$/.test(dialled) ? `${context.replace(/[^+\d]/g, '')}${dialled}` : dialled, country);
  if (findings) return { ...findings, ...(beyond && { extension: beyond }) };
  if (host !== undefined) return { kind: 'sip', valid: false };
  const digits = digitsOf(user);
  return { kind: 'unknown', valid: false, ...(digits && { digits }) };
};

/**
 * Makes out what a number is, whoever wrote it and however. Never throws, and needs no network.
 *
 * Understands `+`, `00` and `011`; national numbers of `defaultCountry`; extensions (`x12`, `ext. 12`, `;ext=12`, `,,12`);
 * `tel:` (RFC 3966), `sip:` and `sips:` (RFC 3261), `callto:`; display names in front of them; digits of all scripts; letters of a keypad;
 * invisible marks; and the words phone systems send for a number they do not tell.
 *
 * Reading a number is libphonenumber's work, with its smallest data: `valid` knows the lengths and ranges of countries,
 * not the kind of a number.
 *
 * @example
 * normalizeNumber('08-123 456 78', { defaultCountry: 'SE' }); // { kind: 'e164', e164: '+46812345678', national: '0812345678', country: 'SE', … }
 * normalizeNumber('tel:+1-415-555-2671;ext=12').extension; // '12'
 * normalizeNumber('anonymous').kind; // 'withheld'
 */
export const normalizeNumber = (raw: string, options: NormalizeOptions = {}): NormalizedNumber => {
  if (raw.length > MAX_NUMBER_LENGTH) return { raw: raw.slice(0, MAX_NUMBER_LENGTH), kind: 'unknown', valid: false };
  const address = parseAddress(plainText(raw).slice(0, MAX_NUMBER_LENGTH));
  const findings = examine(address, countryOf(options.defaultCountry));
  const sip = findings.kind !== 'withheld' && address.host !== undefined ? [address.user, address.host].filter(Boolean).join('@') : undefined;
  return { raw, ...findings, ...(sip && { address: sip }) };
};
