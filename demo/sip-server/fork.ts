import type { ClientTransaction, ClientTransactions } from './client-transactions.ts';
import type { Flow } from './flow.ts';
import { headersOf, type SipRequest, type SipResponse } from './message.ts';
import { makeResponse } from './response.ts';
import type { ServerTransaction } from './server-transactions.ts';

export interface ForkTarget {
  flow: Flow;
  request: SipRequest;
}

/** Said to the devices that still ring when another has answered (RFC 3326 §3.1). */
export const ANSWERED_ELSEWHERE = 'SIP;cause=200;text="Call completed elsewhere"';

interface Outcome {
  response: SipResponse;
  /** Made up by this server, since the device said nothing. */
  local: boolean;
}

const rank = ({ response: { status }, local }: Outcome): number => {
  if (status >= 600) return 0;
  // What the caller can act upon is worth more than another failure of the same class (RFC 3261 §16.7 step 6).
  const actionable = [401, 407, 415, 420, 484].includes(status);
  return Math.floor(status / 100) * 10 + (actionable ? 0 : local ? 2 : 1);
};

/** The answer that stands for all of a forked request, once none has answered with 2xx. */
const best = (outcomes: readonly Outcome[], wasCancelled: boolean): SipResponse | undefined => {
  const terminated = wasCancelled ? outcomes.find(({ response }) => response.status === 487) : undefined;
  const chosen = terminated ?? [...outcomes].sort((a, b) => rank(a) - rank(b))[0];
  if (!chosen) return undefined;
  const { status } = chosen.response;
  if (status === 503) return { ...chosen.response, status: 500, reason: 'Server Internal Error' };
  if (status !== 401 && status !== 407) return chosen.response;
  // Several devices may each ask for a password: the caller must see all challenges.
  const others = outcomes.filter((other) => other !== chosen).map(({ response }) => response);
  const challenges = ['WWW-Authenticate', 'Proxy-Authenticate'].flatMap((name) =>
    others.flatMap((response) => headersOf(response, name).map((value) => ({ name, value }))),
  );
  return { ...chosen.response, headers: [...chosen.response.headers, ...challenges] };
};

/**
 * Sends a request to all targets at once and gives its sender one answer (RFC 3261 §16.6–16.7): each 2xx at once, provisional ones as they come,
 * and otherwise the best of all, when the last has arrived.
 */
export const forkRequest = (options: {
  transaction: ServerTransaction;
  targets: readonly ForkTarget[];
  clients: ClientTransactions;
  /** Called for the first 2xx. */
  onAccepted?: (response: SipResponse, flow: Flow) => void;
}): void => {
  const { transaction, targets, clients, onAccepted } = options;
  const outcomes: Outcome[] = [];
  let accepted = false;
  let cancelled = false;
  const branches: ClientTransaction[] = [];
  const cancelOthers = (own: number, reason: string | undefined) => {
    for (const [index, branch] of branches.entries()) if (index !== own) branch.cancel(reason);
  };

  const onResponse = (index: number, flow: Flow) => (response: SipResponse, local: boolean) => {
    if (response.status < 200) {
      // 100 is between neighbours only.
      if (response.status > 100 && !accepted) transaction.respond(response);
      return;
    }
    if (response.status < 300) {
      if (!accepted) {
        accepted = true;
        onAccepted?.(response, flow);
        cancelOthers(index, ANSWERED_ELSEWHERE);
      }
      transaction.respond(response);
      return;
    }
    outcomes.push({ response, local });
    if (accepted) return;
    // One device has said that nobody there wants the call (RFC 3261 §21.6).
    if (response.status >= 600) cancelOthers(index, `SIP;cause=${response.status};text="Declined elsewhere"`);
    if (outcomes.length === targets.length) transaction.respond(best(outcomes, cancelled) ?? makeResponse(transaction.request, 500));
  };

  transaction.onCancel = (reason) => {
    cancelled = true;
    cancelOthers(-1, reason);
  };
  for (const [index, { request, flow }] of targets.entries()) branches.push(clients.start(request, flow, onResponse(index, flow)));
};
