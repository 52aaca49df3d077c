import type { Accounts } from './accounts.ts';
import type { Authenticator } from './authenticator.ts';
import type { Flow } from './flow.ts';
import { DEFAULT_EXPIRES_SECONDS, MAX_ADDRESSES_PER_SOCKET, MAX_CONTACTS_PER_USER, MAX_EXPIRES_SECONDS } from './limits.ts';
import type { Binding, Location } from './location.ts';
import { headerOf, headersOf, parseCSeq, type SipRequest, type SipResponse } from './message.ts';
import { makeResponse } from './response.ts';
import { type NameAddress, parseNameAddress, parseUri, sameAddress } from './uri.ts';

interface Registrar {
  /** Answers a REGISTER as RFC 3261 §10.3 says. */
  register(request: SipRequest, flow: Flow): SipResponse;
}

const seconds = (text: string | undefined): number | undefined => (text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined);

const instanceOf = ({ parameters }: NameAddress): string | undefined => {
  const id = parameters.get('+sip.instance');
  return id ? `${id}/${parameters.get('reg-id') ?? ''}` : undefined;
};

/** Lists what is registered now, with the seconds left (RFC 3261 §10.3, step 8). */
const answer = (request: SipRequest, bindings: readonly Binding[]): SipResponse => {
  const contacts = bindings.map(({ uri, expiresAt, instance }) => {
    const [id] = instance?.split('/') ?? [];
    return { name: 'Contact', value: `<${uri}>;expires=${Math.max(0, Math.ceil((expiresAt - Date.now()) / 1000))}${id ? `;+sip.instance=${id}` : ''}` };
  });
  return makeResponse(request, 200, { headers: [...contacts, { name: 'Date', value: new Date().toUTCString() }] });
};

export const createRegistrar = (options: { accounts: Accounts; authenticator: Authenticator; location: Location; minExpiresSeconds: number }): Registrar => {
  const { accounts, authenticator, location, minExpiresSeconds } = options;

  /** The bindings of a user after this REGISTER, or the refusal. Nothing is changed until all contacts were looked at. */
  const apply = (request: SipRequest, flow: Flow, user: string, account: string): readonly Binding[] | SipResponse => {
    const refuse = (status: number, reason?: string) => makeResponse(request, status, reason === undefined ? {} : { reason });
    const callId = headerOf(request, 'Call-ID') ?? '';
    const cseq = parseCSeq(headerOf(request, 'CSeq'))?.number ?? 0;
    const contacts = headersOf(request, 'Contact');
    const headerExpires = seconds(headerOf(request, 'Expires'));
    let bindings = location.bindingsOf(user);
    if (contacts.includes('*')) return contacts.length === 1 && headerExpires === 0 ? [] : refuse(400, 'Malformed Contact');

    for (const contact of contacts) {
      const address = parseNameAddress(contact);
      const parsed = address && parseUri(address.uri);
      if (!address || !parsed || parsed.host === '') return refuse(400, 'Malformed Contact');
      const wanted = Math.min(seconds(address.parameters.get('expires')) ?? headerExpires ?? DEFAULT_EXPIRES_SECONDS, MAX_EXPIRES_SECONDS);
      if (wanted > 0 && wanted < minExpiresSeconds) return makeResponse(request, 423, { headers: [{ name: 'Min-Expires', value: String(minExpiresSeconds) }] });
      const instance = instanceOf(address);
      const isSame = (binding: Binding) => sameAddress(binding.parsed, parsed) || (instance !== undefined && binding.instance === instance);
      // Else a user could take over the calls to a device of which he knows the address.
      if ((location.findContact(address.uri)?.account ?? account) !== account) return refuse(403, 'Contact Of Another User');
      // A REGISTER that was overtaken by a later one must not undo it.
      if (bindings.some((binding) => isSame(binding) && binding.flow === flow && binding.callId === callId && binding.cseq >= cseq))
        return refuse(500, 'CSeq Out Of Order');
      bindings = bindings.filter((binding) => !isSame(binding));
      if (wanted > 0)
        bindings = [...bindings, { user, account, uri: address.uri, parsed, flow, expiresAt: Date.now() + wanted * 1000, callId, cseq, instance }];
    }
    return bindings.length > MAX_CONTACTS_PER_USER ? refuse(403, 'Too Many Contacts') : bindings;
  };

  return {
    register: (request, flow) => {
      const authentication = authenticator.authenticate(request, flow, 'registrar');
      if ('challenge' in authentication) return authentication.challenge;
      const user = parseUri(parseNameAddress(headerOf(request, 'To') ?? '')?.uri ?? '')?.user ?? '';
      const from = parseUri(parseNameAddress(headerOf(request, 'From') ?? '')?.uri ?? '')?.user ?? '';
      const { account } = authentication;
      if (!accounts.mayBe(account, user) || !accounts.mayBe(account, from)) return makeResponse(request, 403);
      const users = location.usersOn(flow);
      if (!users.includes(user) && users.length >= MAX_ADDRESSES_PER_SOCKET) return makeResponse(request, 403, { reason: 'Too Many Addresses' });
      const result = apply(request, flow, user, account);
      if ('kind' in result) return result;
      location.set(user, result);
      return answer(request, result);
    },
  };
};
