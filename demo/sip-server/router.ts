import { createHash } from 'node:crypto';
import type { Accounts } from './accounts.ts';
import { isNumber } from './accounts.ts';
import type { Flow } from './flow.ts';
import type { FlowToken, FlowTokens } from './flow-token.ts';
import type { Binding, Location } from './location.ts';
import { headerOf, headersOf, type SipRequest, withHeader, withoutHeader, withTopHeader } from './message.ts';
import { parseNameAddress, parseUri, type SipUri } from './uri.ts';
import { parseVia } from './via.ts';

/** The route of a request in a dialog, as this server wrote it. */
export interface DialogRoute {
  /** With the Route headers of this server removed. */
  request: SipRequest;
  to: FlowToken;
}

/** Where a request goes. */
export interface Router {
  isOwnHost(host: string): boolean;
  isLoop(request: SipRequest): boolean;
  /** Marks a branch, so that the same request is known when it comes back (RFC 3261 §16.6 step 8). */
  loopMark(request: SipRequest): string;
  withoutOwnRoutes(request: SipRequest): SipRequest;
  /** Notes both ends, so that requests of either in this dialog come back here (RFC 3261 §16.6 step 4, RFC 5626 §5.3). */
  withRecordRoute(request: SipRequest, from: { flow: Flow; account: string }, to: { flow: Flow; account: string }): SipRequest;
  /** 481 unless the route was written here, and 403 unless it is that of a dialog of which the sender is an end. */
  readRoute(request: SipRequest, flow: Flow): DialogRoute | 403 | 481;
  /** The socket of the other end: the one of then, or the one the same device has registered from since. */
  otherEnd(route: DialogRoute): Flow | undefined;
  /** The devices of whom a new request is for, or 404 when there is no such user, or 480 when there is none reachable now. */
  findTargets(request: SipRequest): readonly Binding[] | 404 | 480;
}

export const createRouter = (options: {
  accounts: Accounts;
  location: Location;
  flows: ReadonlyMap<string, Flow>;
  tokens: FlowTokens;
  hosts: ReadonlySet<string>;
  sentBy: string;
}): Router => {
  const { accounts, location, flows, tokens, hosts, sentBy } = options;
  const isOwnHost = (host: string) => hosts.has(host) || host.endsWith('.localhost');

  const isOwn = (route: SipUri) => tokens.read(route.user) !== undefined || (route.user === '' && isOwnHost(route.host));

  /** Routes to this server that stand on top, and the request without them. */
  const takeOwnRoutes = (request: SipRequest): { own: SipUri[]; rest: SipRequest } => {
    const routes = headersOf(request, 'Route');
    const own: SipUri[] = [];
    for (const route of routes) {
      const uri = parseUri(parseNameAddress(route)?.uri ?? '');
      if (!uri || !isOwn(uri)) break;
      own.push(uri);
    }
    const left = routes.slice(own.length);
    return { own, rest: left.length === 0 ? withoutHeader(request, 'Route') : withHeader(request, 'Route', ...left) };
  };

  const findUser = (user: string): readonly Binding[] | 404 | 480 => {
    const registered = location.bindingsOf(user);
    if (registered.length > 0) return registered;
    if (accounts.exists(user)) return 480;
    if (!isNumber(user) || accounts.network.length === 0) return 404;
    const network = accounts.network.flatMap((guest) => location.bindingsOf(guest));
    return network.length > 0 ? network : 480;
  };

  const loopMark = (request: SipRequest): string => {
    const parts = [
      request.uri,
      headerOf(request, 'Call-ID'),
      headerOf(request, 'CSeq'),
      headerOf(request, 'From'),
      headerOf(request, 'To'),
      ...headersOf(request, 'Route'),
    ];
    return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
  };

  return {
    isOwnHost,
    loopMark,
    isLoop: (request) => {
      const mark = `.${loopMark(request)}`;
      return headersOf(request, 'Via').some((value) => {
        const via = parseVia(value);
        return via !== undefined && `${via.host}:${via.port}` === sentBy && (via.parameters.get('branch') ?? '').endsWith(mark);
      });
    },
    withoutOwnRoutes: (request) => takeOwnRoutes(request).rest,
    withRecordRoute: (request, from, to) => {
      if (!['INVITE', 'SUBSCRIBE', 'REFER'].includes(request.method)) return request;
      const entry = (end: { flow: Flow; account: string }) => `<sip:${tokens.write({ flowId: end.flow.id, account: end.account })}@${sentBy};transport=ws;lr>`;
      return withTopHeader(withTopHeader(request, 'Record-Route', entry(from)), 'Record-Route', entry(to));
    },
    readRoute: (request, flow) => {
      const { own, rest } = takeOwnRoutes(request);
      const ends = own.map((uri) => tokens.read(uri.user)).filter((token) => token !== undefined);
      // Each end has its own entry on top and the other's below (RFC 3261 §12.1).
      const [from, to] = ends;
      if (!from || !to || ends.length !== 2) return 481;
      return flow.id === from.flowId || flow.accounts.has(from.account) ? { request: rest, to } : 403;
    },
    otherEnd: ({ request, to }) => {
      const then = flows.get(to.flowId);
      if (then?.open) return then;
      const now = location.findContact(request.uri);
      return now?.account === to.account ? now.flow : undefined;
    },
    findTargets: (request) => {
      const uri = parseUri(request.uri);
      if (!uri) return 404;
      const found = uri.host === '' || isOwnHost(uri.host) ? findUser(uri.user) : 404;
      // Users come first: else somebody could register a contact that reads like the address of another.
      const contact = found === 404 ? location.findContact(request.uri) : undefined;
      return contact ? [contact] : found;
    },
  };
};
