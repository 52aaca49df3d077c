import { CtiError } from '../../protocol/error.ts';
import { MAX_NUMBER_LENGTH } from '../../protocol/limits.ts';

/** Brackets, dots, dashes, slashes and white space between digits are for the eye (RFC 3966 §5.1.1), as are invisible direction marks. */
const separators = /[\s().\-/\u00ad\u200b-\u200f\u2010-\u2015\u202a-\u202e\u2066-\u2069]/g;
const digits = /^\+?[0-9*#]+$/;
/** RFC 3261 §25.1 `user`, without `;?/&=` whose meaning depends on who reads it. */
const user = /^[A-Za-z0-9\-_.!~*'()+$,%#]+$/;
const host = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is the check that none gets through
const control = /[\u0000-\u001f\u007f]/;

const refuse = (why: string): never => {
  throw new CtiError('INVALID_NUMBER', `This cannot be dialled: ${why}. Digits, +, * and #, a SIP user name or a sip: address can.`);
};

/** `#` is no character of a SIP URI's user part and must travel as %23 (RFC 3261 §19.1.2). */
const escaped = (name: string) => {
  try {
    const plain = decodeURIComponent(name);
    if (control.test(plain)) return refuse('it has control characters');
    return encodeURIComponent(plain).replaceAll('%2B', '+').replaceAll('%24', '$').replaceAll('%2C', ',');
  } catch (error) {
    if (error instanceof CtiError) throw error;
    return refuse('it has a broken % sequence');
  }
};

const address = (name: string, domain: string) => {
  const plain = name.replace(separators, '');
  const chosen = digits.test(plain) ? plain : name;
  if (!/[A-Za-z0-9*#]/.test(plain)) return refuse('it has no digit, letter, * or #');
  if (!user.test(chosen)) return refuse('it has characters that no number and no SIP user name has');
  if (domain.length > 255 || !host.test(domain)) return refuse('the part after @ is no host name');
  return `sip:${escaped(chosen)}@${domain}`;
};

/**
 * Turns what an agent typed or clicked into a SIP URI. Nothing but the characters of numbers, user names and host names gets
 * through, so that no header or parameter can be smuggled in.
 *
 * @throws CtiError `INVALID_NUMBER`
 * @example toTarget('+46 (8) 123-456', 'pbx.example') === 'sip:+468123456@pbx.example'
 */
export const toTarget = (input: string, domain: string): string => {
  if (typeof input !== 'string' || input.length > MAX_NUMBER_LENGTH) return refuse('it is too long');
  if (control.test(input.trim())) return refuse('it has control characters');
  const text = input.trim();
  const scheme = /^(sips?|tel|callto):/i.exec(text);
  if (scheme?.[1]?.toLowerCase() === 'sips') return refuse('sips: addresses are not supported');
  const rest = scheme ? text.slice(scheme[0].length) : text;
  // Parameters of a tel: link say nothing to a SIP proxy; those of a SIP address are not ours to pass on.
  const bare = rest.split(/[;?]/, 1)[0] ?? '';
  if (!scheme && bare !== rest) return refuse('it has characters that no number and no SIP user name has');
  if (bare === '') return refuse('it is empty');
  const at = bare.lastIndexOf('@');
  return at < 0 ? address(bare, domain) : address(bare.slice(0, at), bare.slice(at + 1));
};
