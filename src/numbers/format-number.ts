import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { MAX_NUMBER_LENGTH } from './limits.ts';

/**
 * A number for people to read: as dialled within `country` if it is a number of that country, else in international form.
 * What is no E.164 number comes back as it is.
 *
 * @param e164 such as `+46812345678`
 * @param country of the reader, ISO 3166-1 alpha-2
 * @example
 * formatNumber('+46812345678', 'SE'); // '08-123 456 78'
 * formatNumber('+46812345678', 'US'); // '+46 8 123 456 78'
 */
export const formatNumber = (e164: string, country?: string): string => {
  if (e164.length > MAX_NUMBER_LENGTH || !/^\+\d+$/.test(e164)) return e164;
  const number = parsePhoneNumberFromString(e164);
  if (!number?.isPossible()) return e164;
  return number.country !== undefined && number.country === country?.toUpperCase() ? number.formatNational() : number.formatInternational();
};
