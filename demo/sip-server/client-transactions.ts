import { randomBytes } from 'node:crypto';
import type { Flow } from './flow.ts';
import type { SipTimers } from './limits.ts';
import { headerOf, headersOf, type SipHeader, type SipRequest, type SipResponse, withoutHeader, withoutTopHeader, withTopHeader } from './message.ts';
import { makeResponse } from './response.ts';
import { MAGIC_COOKIE, parseVia } from './via.ts';

/** A request on its way to one device. */
export interface ClientTransaction {
  /** Sends a CANCEL, as soon as RFC 3261 §9.1 allows it. Without effect after the final answer. */
  cancel(reason: string | undefined): void;
}

export interface ClientTransactions {
  /**
   * Sends a request. `onResponse` hears every provisional answer and one final one (several, when a 2xx to an INVITE is repeated), our own
   * Via removed. A socket that is lost gives 480, silence 408, both marked as `local`. Never called before `start` has returned.
   */
  start(request: SipRequest, flow: Flow, onResponse: (response: SipResponse, local: boolean) => void): ClientTransaction;
  /** Sends without waiting for anything: for the ACK of a 2xx. */
  pass(request: SipRequest, flow: Flow): void;
  receive(response: SipResponse, flow: Flow): void;
  removeFlow(flow: Flow): void;
  close(): void;
}

interface Entry {
  flow: Flow;
  receive(response: SipResponse): void;
  lose(): void;
  forget(): void;
}

/** Copies what an ACK or a CANCEL has in common with its INVITE: the same Via, so that it takes the same way (RFC 3261 §9.1, §17.1.1.3). */
const followUp = (sent: SipRequest, method: 'ACK' | 'CANCEL', to: string, extra: readonly SipHeader[] = []): SipRequest => {
  const number = headerOf(sent, 'CSeq')?.split(/\s/, 1)[0] ?? '1';
  const routes = headersOf(sent, 'Route').map((value) => ({ name: 'Route', value }));
  const headers = [
    { name: 'Via', value: headerOf(sent, 'Via') ?? '' },
    { name: 'Max-Forwards', value: '70' },
    ...routes,
    { name: 'From', value: headerOf(sent, 'From') ?? '' },
    { name: 'To', value: to },
    { name: 'Call-ID', value: headerOf(sent, 'Call-ID') ?? '' },
    { name: 'CSeq', value: `${number} ${method}` },
    ...extra,
  ];
  return { kind: 'request', method, uri: sent.uri, headers, body: '' };
};

export const createClientTransactions = (options: { sentBy: string; timers: SipTimers; loopMark: (request: SipRequest) => string }): ClientTransactions => {
  const { sentBy, timers, loopMark } = options;
  const live = new Map<string, Entry>();
  const withVia = (request: SipRequest, branch: string) => withTopHeader(request, 'Via', `SIP/2.0/WS ${sentBy};branch=${branch}`);
  const newBranch = (request: SipRequest) => `${MAGIC_COOKIE}${randomBytes(9).toString('hex')}.${loopMark(request)}`;

  const start: ClientTransactions['start'] = (request, flow, onResponse) => {
    const branch = newBranch(request);
    const sent = withVia(request, branch);
    const isInvite = request.method === 'INVITE';
    let state: 'calling' | 'proceeding' | 'done' = 'calling';
    let cancelReason: { header: string | undefined } | undefined;
    let cancelSent = false;
    let timer: NodeJS.Timeout | undefined;

    const entry: Entry = { flow, receive: () => {}, lose: () => finishLocally(480), forget: () => forget() };
    const forget = () => {
      clearTimeout(timer);
      live.delete(branch);
    };
    const rearm = (ms: number, then: () => void) => {
      clearTimeout(timer);
      timer = setTimeout(then, ms).unref();
    };
    const sendCancel = () => {
      cancelSent = true;
      const reason = cancelReason?.header;
      flow.send(followUp(sent, 'CANCEL', headerOf(sent, 'To') ?? '', reason === undefined ? [] : [{ name: 'Reason', value: reason }]));
      // A device that ignores the CANCEL must not hold up the caller for ever.
      rearm(timers.requestTimeoutMs, () => finishLocally(487));
    };
    const finishLocally = (status: 408 | 480 | 487) => {
      if (state === 'done') return;
      state = 'done';
      forget();
      onResponse(makeResponse(request, status), true);
    };
    const timeOut = () => {
      if (isInvite && state === 'proceeding' && !cancelSent) {
        flow.send(followUp(sent, 'CANCEL', headerOf(sent, 'To') ?? ''));
      }
      finishLocally(408);
    };
    entry.receive = (response) => {
      if (isInvite && response.status >= 300) flow.send(followUp(sent, 'ACK', headerOf(response, 'To') ?? ''));
      const upstream = withoutTopHeader(response, 'Via');
      if (state === 'done') {
        if (isInvite && response.status >= 200 && response.status < 300) onResponse(upstream, false);
        return;
      }
      if (response.status < 200) {
        state = 'proceeding';
        if (cancelReason && !cancelSent) sendCancel();
        else if (isInvite && !cancelSent) rearm(timers.ringTimeoutMs, timeOut);
        onResponse(upstream, false);
        return;
      }
      state = 'done';
      // Remembered for a while: repeated final answers are acknowledged, or passed on, and never fall to another transaction.
      rearm(timers.lingerMs, forget);
      onResponse(upstream, false);
    };
    live.set(branch, entry);
    rearm(timers.requestTimeoutMs, timeOut);
    if (!flow.send(sent)) queueMicrotask(() => finishLocally(480));
    return {
      cancel: (reason) => {
        if (!isInvite || state === 'done' || cancelReason) return;
        cancelReason = { header: reason };
        if (state === 'proceeding') sendCancel();
      },
    };
  };

  return {
    start,
    pass: (request, flow) => void flow.send(withVia(request, newBranch(request))),
    receive: (response, flow) => {
      const branch = parseVia(headerOf(response, 'Via') ?? '')?.parameters.get('branch') ?? '';
      const entry = live.get(branch);
      // An answer counts only from the device that was asked, and only with the hop of the one who asked still under ours.
      const isCancelAnswer = /\sCANCEL$/.test(headerOf(response, 'CSeq') ?? '');
      if (!entry || entry.flow !== flow || isCancelAnswer || headersOf(response, 'Via').length < 2) return;
      entry.receive(response);
    },
    removeFlow: (flow) => {
      for (const entry of [...live.values()]) if (entry.flow === flow) entry.lose();
    },
    close: () => {
      for (const entry of [...live.values()]) entry.forget();
    },
  };
};

/** The request without what only this server was meant to read. */
export const withoutOwnCredentials = (request: SipRequest): SipRequest => withoutHeader(request, 'Proxy-Authorization');
