/** Takes apart what stands around a number: display names, URI schemes and their parameters. */

export interface Address {
  /** The number or user name. */
  user: string;
  /** Set for SIP addresses. */
  host?: string | undefined;
  /** `ext` of RFC 3966 §3. */
  extension?: string | undefined;
  /** `phone-context` of RFC 3966 §5.1.5, where it is a number prefix such as `+46`. */
  context?: string | undefined;
}

/** Percent-encoding undone where it is sound, and left alone where it is not. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** `+46-8;ext=12;phone-context=+46`: what comes first, and the parameters of a telephone subscriber. */
const subscriber = (text: string): Pick<Address, 'user' | 'extension' | 'context'> => {
  const [user = '', ...parameters] = text.split(';');
  const parameter = (name: string) => {
    const found = parameters.find((one) => one.toLowerCase().startsWith(`${name}=`));
    return found && decoded(found.slice(name.length + 1));
  };
  const extension = parameter('ext')?.replace(/\D/g, '');
  const context = parameter('phone-context');
  return { user: decoded(user), ...(extension && { extension }), ...(context?.startsWith('+') && { context }) };
};

/**
 * @example
 * parseAddress('"Front desk" <sip:+4681234567@pbx.example;user=phone>;tag=1'); // { user: '+4681234567', host: 'pbx.example' }
 * parseAddress('tel:+1-415-555-2671;ext=12'); // { user: '+1-415-555-2671', extension: '12' }
 */
export const parseAddress = (text: string): Address => {
  const opening = text.indexOf('<');
  const closing = text.indexOf('>', opening);
  const inner = opening >= 0 && closing > opening ? text.slice(opening + 1, closing).trim() : text;
  const [, scheme = '', rest = inner] = /^(sips?|tel|callto):(?:\/\/)?(.*)$/i.exec(inner) ?? [];
  const at = rest.lastIndexOf('@');
  if (at >= 0) {
    const [userinfo = ''] = [rest.slice(0, at)];
    const [host = ''] = rest.slice(at + 1).split(/[;?\s]/);
    // a password may follow the user name (RFC 3261 §19.1.1): it is nobody's business
    const [user = ''] = userinfo.split(':');
    return { ...subscriber(user), host: host.toLowerCase() };
  }
  if (/^sips?$/i.test(scheme)) {
    const [hostOrNumber = ''] = rest.split(/[;?]/);
    return /^[+\d][\d\s().-]*$/.test(hostOrNumber) ? { user: hostOrNumber } : { user: '', host: hostOrNumber.toLowerCase() };
  }
  return scheme || rest.includes(';') ? subscriber(rest) : { user: rest };
};
