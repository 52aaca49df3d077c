/**
 * The demo's own SIP server: registrar and proxy over WebSocket (RFC 7118). Made so that the demo needs no phone system and no account.
 * It is not a product and no substitute for one; the interop tests are judged by Kamailio. See README.md.
 */
import { type Accounts, createAccounts, type GuestAccount } from './accounts.ts';
import { createAuthenticator } from './authenticator.ts';
import { createCalls } from './calls.ts';
import { createClientTransactions } from './client-transactions.ts';
import type { DigestAlgorithm } from './digest.ts';
import { createFlow, type Flow } from './flow.ts';
import { createFlowTokens } from './flow-token.ts';
import { DEFAULT_TIMERS, type SipTimers } from './limits.ts';
import { listen } from './listener.ts';
import { createLocation } from './location.ts';
import { headerOf, headersOf, type SipRequest, withHeader } from './message.ts';
import { parseMessage } from './parser.ts';
import { createProxy } from './proxy.ts';
import { createRegistrar } from './registrar.ts';
import { makeResponse } from './response.ts';
import { createRouter } from './router.ts';
import { createServerTransactions } from './server-transactions.ts';
import { parseVia, withSource } from './via.ts';

export type { GuestAccount } from './accounts.ts';
export type { SipTimers } from './limits.ts';

/** What happens here, without numbers: a user may be one, so `registered` has the account's address as it was registered. */
export type SipServerEvent =
  | { type: 'connected' | 'disconnected'; flow: string }
  /** The first device of a user has registered, or the last has gone. */
  | { type: 'registered' | 'unregistered'; user: string }
  | { type: 'callStarted' | 'callEnded'; callId: string };

export interface SipServerOptions {
  /** Default `127.0.0.1`. */
  host?: string | undefined;
  /** Default 0: a free one. */
  port?: number | undefined;
  /** Realm of the passwords, and a domain of the users beside the host. Default `ringframe.demo`. */
  realm?: string | undefined;
  /** Passwords by user name. */
  users: Readonly<Record<string, string>>;
  guests?: Readonly<Record<string, GuestAccount>> | undefined;
  /** Further names under which the users are addressed, as in `sip:alice@NAME`. */
  domains?: readonly string[] | undefined;
  /** Exact origins of the pages that may connect. Default: pages of this machine, and programs that send no Origin. */
  allowedOrigins?: readonly string[] | undefined;
  /** Default MD5, the only one that all SIP libraries know. */
  algorithm?: DigestAlgorithm | undefined;
  timers?: Partial<SipTimers> | undefined;
  /** A listener that throws does no harm. */
  onEvent?: ((event: SipServerEvent) => void) | undefined;
}

export interface SipContact {
  uri: string;
  /** Whose password registered it. */
  account: string;
  /** Seconds left. */
  expiresInSeconds: number;
}

export interface SipServer {
  /** For example `ws://127.0.0.1:5066`. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** The devices of a user, oldest first. */
  contacts(user: string): SipContact[];
  /** Cuts the sockets on which a user is registered, or all, without a goodbye. The server goes on. Returns how many. */
  drop(user?: string): number;
  /** Cuts all sockets and stops listening, as if the process had died. Start again with the same port. */
  kill(): Promise<void>;
  /** Says goodbye and stops. May be called twice. */
  close(): Promise<void>;
}

const bracket = (host: string) => (host.includes(':') && !host.startsWith('[') ? `[${host}]` : host);

/**
 * Starts the server. Rejects when the port is taken (`EADDRINUSE`).
 *
 * @example
 * const server = await startSipServer({ users: { alice: 'secret' }, guests: { customer: { password: 'guest', mayChooseCaller: true } } });
 * server.url; // 'ws://127.0.0.1:49152'
 */
export const startSipServer = async (options: SipServerOptions): Promise<SipServer> => {
  const timers: SipTimers = { ...DEFAULT_TIMERS, ...options.timers };
  const host = options.host ?? '127.0.0.1';
  const realm = options.realm ?? 'ringframe.demo';
  if (/["\\\r\n]/.test(realm)) throw new TypeError('The realm must not contain quotes, backslashes or line ends.');
  const accounts: Accounts = createAccounts(options.users, options.guests);
  const flows = new Map<string, Flow>();
  const emit = (event: SipServerEvent) => {
    try {
      options.onEvent?.(event);
    } catch {
      // The listener's own affair.
    }
  };

  let handle: (text: string, flow: Flow) => void = () => {};
  let lose: (flow: Flow) => void = () => {};
  const listener = await listen({
    host,
    port: options.port ?? 0,
    allowedOrigins: options.allowedOrigins,
    heartbeatMs: timers.heartbeatMs,
    onSocket: (socket, request) => {
      const flow = createFlow(socket, { address: (request.socket.remoteAddress ?? '').replace(/^::ffff:/, ''), port: request.socket.remotePort ?? 0 });
      flows.set(flow.id, flow);
      emit({ type: 'connected', flow: flow.id });
      socket.on('message', (data) => handle(data.toString(), flow));
      // Oversized and malformed frames end the socket; `close` follows.
      socket.on('error', () => {});
      socket.on('close', () => {
        flows.delete(flow.id);
        lose(flow);
        emit({ type: 'disconnected', flow: flow.id });
      });
    },
  });

  const sentBy = `${bracket(host)}:${listener.port}`;
  const hosts = new Set([bracket(host), 'localhost', '127.0.0.1', '[::1]', realm, ...(options.domains ?? [])].map((name) => name.toLowerCase()));
  const location = createLocation(({ user, registered }) => emit({ type: registered ? 'registered' : 'unregistered', user }));
  const calls = createCalls(({ callId, started }) => emit({ type: started ? 'callStarted' : 'callEnded', callId }));
  const authenticator = createAuthenticator({ realm, accounts, algorithm: options.algorithm ?? 'MD5', nonceLifetimeMs: timers.nonceLifetimeMs });
  const registrar = createRegistrar({ accounts, authenticator, location, minExpiresSeconds: timers.minExpiresSeconds });
  const router = createRouter({ accounts, location, flows, tokens: createFlowTokens(), hosts, sentBy });
  const servers = createServerTransactions(timers);
  const clients = createClientTransactions({ sentBy, timers, loopMark: router.loopMark });
  const proxy = createProxy({ accounts, authenticator, calls, clients, router, servers, register: registrar.register });
  const sweep = setInterval(() => location.removeExpired(Date.now()), timers.sweepMs).unref();

  const noteSource = (request: SipRequest, flow: Flow): SipRequest => {
    const [top = '', ...others] = headersOf(request, 'Via');
    const via = parseVia(top);
    return via ? withHeader(request, 'Via', withSource(top, via, flow.source), ...others) : request;
  };
  handle = (text, flow) => {
    if (!flow.admit()) return;
    // RFC 5626 §3.5.1: a double line end asks whether somebody is there, a single one answers.
    if (text.trim() === '') return text === '\r\n\r\n' ? flow.sendRaw('\r\n') : undefined;
    const result = parseMessage(text);
    if (result.ok) return result.message.kind === 'request' ? proxy.handle(noteSource(result.message, flow), flow) : clients.receive(result.message, flow);
    flow.countMalformed();
    if (result.request && headerOf(result.request, 'Via')) flow.send(makeResponse(noteSource(result.request, flow), result.status, { reason: result.reason }));
  };
  lose = (flow) => {
    location.removeFlow(flow);
    servers.removeFlow(flow);
    clients.removeFlow(flow);
    calls.removeFlow(flow);
  };

  let closing: Promise<void> | undefined;
  const stop = (how: 'politely' | 'at once') => {
    closing ??= listener.close(how).then(() => {
      clearInterval(sweep);
      servers.close();
      clients.close();
    });
    return closing;
  };
  return {
    url: `ws://${sentBy}`,
    host,
    port: listener.port,
    contacts: (user) =>
      location
        .bindingsOf(user)
        .map(({ uri, account, expiresAt }) => ({ uri, account, expiresInSeconds: Math.max(0, Math.ceil((expiresAt - Date.now()) / 1000)) })),
    drop: (user) => {
      const dropped = user === undefined ? [...flows.values()] : [...new Set(location.bindingsOf(user).map(({ flow }) => flow))];
      for (const flow of dropped) flow.terminate();
      return dropped.length;
    },
    kill: () => stop('at once'),
    close: () => stop('politely'),
  };
};
