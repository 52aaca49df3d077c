import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { digitsOf } from './digits.ts';

/** E.164 of a number as somebody wrote it, or undefined. National numbers need the country. */
export const toE164 = (raw: string, country: string | null | undefined): string | undefined => {
  const region: CountryCode | undefined = country && isSupportedCountry(country) ? country : undefined;
  const digits = digitsOf(raw);
  const text = /^\s*\+/.test(raw) ? `+${digits}` : /^\s*00/.test(raw) ? `+${digits.slice(2)}` : digits;
  const parsed = parsePhoneNumberFromString(text, region === undefined ? {} : { defaultCountry: region });
  return parsed?.isValid() ? parsed.number : undefined;
};
