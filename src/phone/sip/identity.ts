import type { Party } from '../../protocol/call.ts';
import { MAX_NAME_LENGTH, MAX_NUMBER_LENGTH } from '../../protocol/limits.ts';

/** The headers of a SIP message, as JsSIP gives them. */
export interface Headers {
  getHeader(name: string): string | undefined;
}

const nobody = /^(anonymous|restricted|unavailable|unknown)$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const control = /[\u0000-\u001f\u007f]/g;

const decoded = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The first address of a header such as From, To or P-Asserted-Identity: `"Name" <sip:user@host>`, `<tel:+46…>`, or bare. */
export const parseAddress = (header: string | undefined): (Party & { host: string }) | undefined => {
  const text = (header ?? '').slice(0, 4_000).trim();
  const quoted = /^"((?:[^"\\]|\\.)*)"\s*/.exec(text);
  const rest = quoted ? text.slice(quoted[0].length) : text;
  const open = rest.indexOf('<');
  const close = rest.indexOf('>', open + 1);
  const uri = open >= 0 && close > open ? rest.slice(open + 1, close) : (rest.split(/[;,\s]/, 1)[0] ?? '');
  const parts = /^(sips?|tel):(.*)$/is.exec(uri.trim());
  if (!parts) return undefined;
  const bare = (parts[2] ?? '').split(/[?]/, 1)[0] ?? '';
  const at = parts[1]?.toLowerCase() === 'tel' ? -1 : bare.lastIndexOf('@');
  // The user part may carry parameters of its own (`;phone-context=`), and RFC 3966 separators when it stems from a tel: URI.
  const user = (at >= 0 ? bare.slice(0, at) : parts[1]?.toLowerCase() === 'tel' ? bare : '').split(/[;:]/, 1)[0] ?? '';
  const host = (at >= 0 ? bare.slice(at + 1) : bare).split(/[;:]/, 1)[0] ?? '';
  const name = (quoted ? (quoted[1] ?? '').replace(/\\(.)/g, '$1') : open > 0 ? rest.slice(0, open) : '').replace(control, '').trim();
  return {
    number: decoded(user).replace(control, '').slice(0, MAX_NUMBER_LENGTH),
    ...(name ? { name: name.slice(0, MAX_NAME_LENGTH) } : {}),
    host: host.toLowerCase(),
  };
};

const toParty = ({ number, name }: Party): Party => (name === undefined ? { number } : { number, name });

/**
 * Who calls. The identity the network vouches for (P-Asserted-Identity, RFC 3325) goes before the one the caller claims;
 * a caller who asked for privacy (RFC 3323) has an empty number.
 */
export const callerOf = (request: Headers): Party => {
  const from = parseAddress(request.getHeader('From'));
  const privacy = (request.getHeader('Privacy') ?? '').toLowerCase().split(/[;,\s]+/);
  if (privacy.includes('id') || privacy.includes('user')) return { number: '' };
  const asserted = parseAddress(request.getHeader('P-Asserted-Identity'));
  if (asserted?.number && !nobody.test(asserted.number)) {
    const name = asserted.name ?? from?.name;
    return toParty({ ...asserted, name: name && nobody.test(name) ? undefined : name });
  }
  if (!from || nobody.test(from.number) || from.host === 'anonymous.invalid') return { number: '' };
  return toParty(from);
};

/** What the caller dialled: P-Called-Party-ID (RFC 7315 §4.2) if a proxy kept it, else To. The Request-URI is by now our own contact. */
export const calledOf = (request: Headers): Party | undefined => {
  const called = parseAddress(request.getHeader('P-Called-Party-ID')) ?? parseAddress(request.getHeader('To'));
  return called?.number ? toParty(called) : undefined;
};
