import type { Accounts } from './accounts.ts';
import type { Authenticator } from './authenticator.ts';
import type { Calls } from './calls.ts';
import { type ClientTransactions, withoutOwnCredentials } from './client-transactions.ts';
import type { Flow } from './flow.ts';
import { type ForkTarget, forkRequest } from './fork.ts';
import { mayClaim } from './identity.ts';
import { headerOf, type SipRequest, withHeader, withoutHeader } from './message.ts';
import { ALLOWED_METHODS, whyNotProxied } from './request-checks.ts';
import { makeResponse, tagOf } from './response.ts';
import type { Router } from './router.ts';
import type { ServerTransaction, ServerTransactions } from './server-transactions.ts';
import { parseUri } from './uri.ts';

export interface Proxy {
  /** Every request that is not a REGISTER. */
  handle(request: SipRequest, flow: Flow): void;
}

interface ProxyOptions {
  accounts: Accounts;
  authenticator: Authenticator;
  calls: Calls;
  clients: ClientTransactions;
  router: Router;
  servers: ServerTransactions;
  register: (request: SipRequest, flow: Flow) => Parameters<ServerTransaction['respond']>[0];
}

/** Counts the hop and removes what must not travel on. A caller's own P-Asserted-Identity is worth nothing (RFC 3325 §7). */
const prepare = (request: SipRequest): SipRequest => {
  const hops = Number(headerOf(request, 'Max-Forwards') || '70');
  const counted = withHeader(request, 'Max-Forwards', String(hops - 1));
  return withoutHeader(withoutOwnCredentials(counted), 'P-Asserted-Identity');
};

/** The proxy core (RFC 3261 §16): decides for each request whether it may pass, and to which sockets. */
export const createProxy = ({ accounts, authenticator, calls, clients, router, servers, register }: ProxyOptions): Proxy => {
  /** In a dialog: both ends are known by the route that this server wrote, so only they can send. */
  const inDialog = (request: SipRequest, flow: Flow): ForkTarget | number => {
    const route = router.readRoute(request, flow);
    if (typeof route === 'number') return route;
    const target = router.otherEnd(route);
    return target ? { flow: target, request: prepare(route.request) } : 480;
  };

  const forward = (transaction: ServerTransaction, targets: readonly ForkTarget[]) => {
    const { request, flow } = transaction;
    if (request.method === 'INVITE') transaction.respond(makeResponse(request, 100));
    const isNewCall = request.method === 'INVITE' && tagOf(request, 'To') === undefined;
    if (request.method === 'BYE') calls.end(request);
    forkRequest({ transaction, targets, clients, ...(isNewCall ? { onAccepted: (_, answerer) => calls.begin(request, flow, answerer) } : {}) });
  };

  const outOfDialog = (transaction: ServerTransaction, account: string) => {
    const { request, flow } = transaction;
    if (!mayClaim(request, account, accounts, router.isOwnHost)) return transaction.respond(makeResponse(request, 403));
    const found = router.findTargets(router.withoutOwnRoutes(request));
    if (typeof found === 'number') return transaction.respond(makeResponse(request, found));
    forward(
      transaction,
      found.map((binding) => ({
        flow: binding.flow,
        request: router.withRecordRoute(prepare({ ...router.withoutOwnRoutes(request), uri: binding.uri }), { flow, account }, binding),
      })),
    );
  };

  /** For the server itself, and not for somebody here. */
  const toServer = (request: SipRequest) => {
    const allow = { name: 'Allow', value: ALLOWED_METHODS.join(', ') };
    if (request.method === 'OPTIONS') return makeResponse(request, 200, { headers: [allow, { name: 'Accept', value: 'application/sdp' }] });
    return makeResponse(request, 405, { headers: [{ name: 'Allow', value: 'OPTIONS, REGISTER' }] });
  };

  return {
    handle: (received, flow) => {
      if (received.method === 'CANCEL') return servers.cancel(received, flow);
      if (received.method === 'ACK') {
        if (servers.absorbs(received, flow) || flow.accounts.size === 0 || headerOf(received, 'Max-Forwards') === '0') return;
        const target = inDialog(received, flow);
        if (typeof target !== 'number') clients.pass(target.request, target.flow);
        return;
      }
      if (servers.repeats(received, flow)) return;
      const transaction = servers.begin(received, flow);
      if (!transaction) return;
      const { request } = transaction;
      const refusal = whyNotProxied(request, router.isLoop);
      if (refusal) return transaction.respond(refusal);
      if (request.method === 'REGISTER') return transaction.respond(register(request, flow));
      const isInDialog = tagOf(request, 'To') !== undefined;
      const uri = parseUri(request.uri);
      if (!isInDialog && uri?.user === '' && router.isOwnHost(uri.host)) return transaction.respond(toServer(request));

      // A socket that has given a password may send in its own dialogs; each new request is asked for it.
      if (!isInDialog || flow.accounts.size === 0) {
        const authentication = authenticator.authenticate(request, flow, 'proxy');
        if ('challenge' in authentication) return transaction.respond(authentication.challenge);
        if (!isInDialog) return outOfDialog(transaction, authentication.account);
      }
      const target = inDialog(request, flow);
      if (typeof target === 'number') transaction.respond(makeResponse(request, target));
      else forward(transaction, [target]);
    },
  };
};
