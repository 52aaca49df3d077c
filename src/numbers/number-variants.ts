import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { MAX_NUMBER_LENGTH } from './limits.ts';

const possible = (e164: string): PhoneNumber | undefined => {
  if (e164.length > MAX_NUMBER_LENGTH || !/^\+\d+$/.test(e164)) return undefined;
  const number = parsePhoneNumberFromString(e164);
  return number?.isPossible() ? number : undefined;
};

/** Digits without their country: as dialled within it, and without the prefix that is dialled there. */
export const nationalDigits = (e164: string): { dialled: string; significant: string } | undefined => {
  const number = possible(e164);
  return number && { dialled: number.formatNational().replace(/\D/g, ''), significant: number.nationalNumber };
};

/**
 * The ways in which one number stands in a CRM: for those whose search knows "equals" and nothing else. Most exact first,
 * no way twice; at most seven. A field that people typed into holds more ways than anybody can list: `numberKeys` is for that.
 *
 * @param e164 such as `+46702007722`; anything else has no variants
 * @example
 * numberVariants('+46702007722');
 * // ['+46702007722', '0046702007722', '46702007722', '0702007722', '702007722', '+46 70 200 77 22', '070-200 77 22']
 */
export const numberVariants = (e164: string): string[] => {
  const number = possible(e164);
  const national = nationalDigits(e164);
  if (!number || !national) return [];
  const digits = number.number.slice(1);
  return [...new Set([number.number, `00${digits}`, digits, national.dialled, national.significant, number.formatInternational(), number.formatNational()])];
};
