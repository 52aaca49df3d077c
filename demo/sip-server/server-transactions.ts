import type { Flow } from './flow.ts';
import { MAX_TRANSACTIONS, type SipTimers } from './limits.ts';
import { headerOf, type SipRequest, type SipResponse } from './message.ts';
import { makeResponse, tagOf } from './response.ts';
import { MAGIC_COOKIE, parseVia } from './via.ts';

/** A request as its sender sees it: it is answered once, and repeated requests get the last answer again (RFC 3261 §17.2). */
export interface ServerTransaction {
  readonly request: SipRequest;
  readonly flow: Flow;
  /** Status of the final answer, once there is one. */
  readonly finalStatus: number | undefined;
  respond(response: SipResponse): void;
  /** What a CANCEL, or the loss of the sender's socket, does. Called at most once, and only before the final answer. */
  onCancel: ((reason: string | undefined) => void) | undefined;
}

export interface ServerTransactions {
  /** `undefined` when there are too many; the request was then answered with 503. */
  begin(request: SipRequest, flow: Flow): ServerTransaction | undefined;
  /** True when the request repeats an earlier one, which has then been answered again. */
  repeats(request: SipRequest, flow: Flow): boolean;
  /** Carries out a CANCEL. */
  cancel(request: SipRequest, flow: Flow): void;
  /** True for an ACK that ends here, since it acknowledges an answer other than 2xx (RFC 3261 §17.1.1.3). */
  absorbs(ack: SipRequest, flow: Flow): boolean;
  removeFlow(flow: Flow): void;
  close(): void;
}

/** RFC 3261 §17.2.3, and the socket: nobody can meddle with the transactions of another. */
const keyOf = (request: SipRequest, flow: Flow): string => {
  const top = headerOf(request, 'Via') ?? '';
  const via = parseVia(top);
  const branch = via?.parameters.get('branch') ?? '';
  const method = request.method === 'ACK' || request.method === 'CANCEL' ? 'INVITE' : request.method;
  if (branch.startsWith(MAGIC_COOKIE) && branch !== MAGIC_COOKIE) return [flow.id, branch, via?.host, via?.port, method].join('|');
  const cseq = headerOf(request, 'CSeq')?.split(/\s/, 1)[0];
  return [flow.id, request.uri, headerOf(request, 'Call-ID'), tagOf(request, 'From'), cseq, top, method].join('|');
};

export const createServerTransactions = (timers: SipTimers): ServerTransactions => {
  const live = new Map<string, ServerTransaction & { repeat: () => void; forget: () => void }>();

  const begin: ServerTransactions['begin'] = (request, flow) => {
    if (live.size >= MAX_TRANSACTIONS) {
      flow.send(makeResponse(request, 503));
      return undefined;
    }
    const key = keyOf(request, flow);
    let last: SipResponse | undefined;
    let linger: NodeJS.Timeout | undefined;
    const transaction = {
      request,
      flow,
      finalStatus: undefined as number | undefined,
      onCancel: undefined as ServerTransaction['onCancel'],
      respond: (response: SipResponse) => {
        // Several 2xx may answer one INVITE, when two devices pick up at once; nothing else follows a final answer.
        const isFinal = response.status >= 200;
        if (transaction.finalStatus !== undefined && !(response.status < 300 && isFinal && transaction.finalStatus < 300)) return;
        last = response;
        if (isFinal && transaction.finalStatus === undefined) {
          transaction.finalStatus = response.status;
          linger = setTimeout(transaction.forget, timers.lingerMs).unref();
        }
        flow.send(response);
      },
      repeat: () => {
        if (last) flow.send(last);
      },
      forget: () => {
        clearTimeout(linger);
        live.delete(key);
      },
    };
    live.set(key, transaction);
    return transaction;
  };

  const abandon = (transaction: ServerTransaction, reason: string | undefined) => {
    const { onCancel } = transaction;
    transaction.onCancel = undefined;
    if (transaction.finalStatus === undefined) onCancel?.(reason);
  };

  return {
    begin,
    repeats: (request, flow) => {
      const known = live.get(keyOf(request, flow));
      known?.repeat();
      return known !== undefined;
    },
    cancel: (request, flow) => {
      const invite = live.get(keyOf(request, flow));
      flow.send(makeResponse(request, invite ? 200 : 481));
      if (invite) abandon(invite, headerOf(request, 'Reason'));
    },
    absorbs: (ack, flow) => (live.get(keyOf(ack, flow))?.finalStatus ?? 0) >= 300,
    removeFlow: (flow) => {
      for (const transaction of [...live.values()]) {
        if (transaction.flow !== flow) continue;
        transaction.forget();
        abandon(transaction, undefined);
      }
    },
    close: () => {
      for (const transaction of [...live.values()]) transaction.forget();
    },
  };
};
