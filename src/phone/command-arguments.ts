/** Arguments that every connector checks alike. Messages never repeat the number (law 9). */
import { isMessageText, isPushableUrl } from '../protocol/chat.ts';
import { CtiError } from '../protocol/error.ts';
import { MAX_DATA_KEYS, MAX_DATA_LENGTH, MAX_NAME_LENGTH, MAX_NUMBER_LENGTH, MAX_TEXT_LENGTH, MAX_VENDOR_DATA_LENGTH } from '../protocol/limits.ts';
import { isVendorData, isVendorName, type VendorCommand } from '../protocol/vendor.ts';
import { MAX_DTMF_DIGITS } from './limits.ts';

/**
 * A number or address that can be handed to a phone system, without the spaces around it.
 * Control characters are refused, since a line break would end a header of the phone system's protocol.
 * @throws CtiError `INVALID_NUMBER`
 */
export const requireNumber = (number: string): string => {
  const refuse = (why: string) => new CtiError('INVALID_NUMBER', `The number to dial ${why}.`);
  if (typeof number !== 'string') throw refuse('has to be text');
  if (number.length > MAX_NUMBER_LENGTH) throw refuse(`is longer than ${MAX_NUMBER_LENGTH} characters`);
  const trimmed = number.trim();
  if (trimmed === '') throw refuse('is empty');
  if (/\p{Cc}/u.test(trimmed)) throw refuse('contains control characters');
  if (!/[\p{L}\p{N}*#]/u.test(trimmed)) throw refuse('contains no digit, letter, * or #');
  return trimmed;
};

/**
 * The tones of one `sendDtmf`.
 * @throws CtiError `INVALID_ARGUMENT`
 */
export const requireDigits = (digits: string): string => {
  if (typeof digits === 'string' && digits.length <= MAX_DTMF_DIGITS && /^[0-9A-D*#,]+$/.test(digits)) return digits;
  throw new CtiError('INVALID_ARGUMENT', `Tones are 1 to ${MAX_DTMF_DIGITS} of 0-9 A-D * # and a comma for a pause.`);
};

/**
 * What can be written into a chat.
 * @throws CtiError `INVALID_ARGUMENT`
 */
export const requireMessage = (text: string): string => {
  if (typeof text === 'string' && isMessageText(text)) return text;
  throw new CtiError('INVALID_ARGUMENT', `A message is a text of 1 to ${MAX_TEXT_LENGTH} characters, not of spaces alone.`);
};

/**
 * An address that may be shown to the other side.
 * @throws CtiError `INVALID_ARGUMENT`
 */
export const requirePushableUrl = (url: string): string => {
  if (typeof url === 'string' && isPushableUrl(url)) return url;
  throw new CtiError('INVALID_ARGUMENT', 'Only an https address without user name and password is pushed.');
};

/**
 * A vendor's own command, whatever its name.
 * @throws CtiError `INVALID_ARGUMENT`
 */
export const requireVendorCommand = (command: VendorCommand): VendorCommand => {
  const { name, params } = command ?? {};
  if (isVendorName(name) && isVendorData(params)) return params === undefined ? { name } : { name, params };
  const most = `${MAX_VENDOR_DATA_LENGTH} characters`;
  throw new CtiError('INVALID_ARGUMENT', `A vendor's command has a name, and perhaps params of what JSON can say, in at most ${most}.`);
};

/**
 * What `setCallData` may set, given what the call has: whole, or not at all.
 * @throws CtiError `INVALID_ARGUMENT`
 */
export const requireCallData = (known: Record<string, string>, data: Record<string, string>): Record<string, string> => {
  const refuse = (why: string) => new CtiError('INVALID_ARGUMENT', `Call data ${why}.`);
  if (Object.prototype.toString.call(data) !== '[object Object]') throw refuse('are texts by name');
  const all = new Map(Object.entries(known));
  for (const [name, value] of Object.entries(data)) {
    if (typeof value !== 'string') throw refuse('are texts by name');
    if (name === '' || name === '__proto__' || name.length > MAX_NAME_LENGTH) throw refuse(`have names of 1 to ${MAX_NAME_LENGTH} characters`);
    if (value.length > MAX_TEXT_LENGTH) throw refuse(`have values of at most ${MAX_TEXT_LENGTH} characters`);
    if (value === '') all.delete(name);
    else all.set(name, value);
  }
  const length = [...all].reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (all.size > MAX_DATA_KEYS || length > MAX_DATA_LENGTH) {
    throw refuse(`of one call are at most ${MAX_DATA_KEYS} values, of ${MAX_DATA_LENGTH} characters with their names together`);
  }
  return data;
};
