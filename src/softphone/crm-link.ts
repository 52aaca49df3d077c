/**
 * The softphone's end of the bridge: shakes hands, says hello, and says it again whenever the connection was lost.
 * One attempt is one handshake with one hello; attempts follow each other until the host answers or refuses.
 */

import type { Service } from '../bridge/dispatcher.ts';
import {
  connectPeer,
  fromWireError,
  issuesOf,
  openSession,
  type PeerConnection,
  type RequestOptions,
  type Session,
  type SessionLogger,
} from '../bridge/index.ts';
import { CtiError, isCtiError } from '../protocol/error.ts';
import { type HostEvents, hostEvents, type SoftphoneEvents } from '../protocol/events.ts';
import { type Hello, type Welcome, welcomeSchema } from '../protocol/hello.ts';
import { HELLO_TIMEOUT_MS, type Limits } from '../protocol/limits.ts';
import type { Answer } from '../protocol/method.ts';
import type { ConnectionStatus } from '../protocol/status.ts';
import { PROTOCOL_VERSIONS } from '../protocol/version.ts';

export interface CrmLinkOptions {
  hostWindow: Window;
  allowedOrigins: readonly string[];
  connectTimeoutMs: number;
  /** How much of it has passed already. */
  elapsedMs?: number | undefined;
  heartbeatIntervalMs: number;
  limits: Limits;
  logger: SessionLogger;
  /** Asked for at each hello, so that it always tells the present. */
  hello(): Hello;
  /** Commands of the host that are served now. */
  service(name: string): Service | undefined;
  exists(name: string): boolean;
  onStatus(status: ConnectionStatus): void;
  onEvent<Name extends keyof HostEvents>(name: Name, payload: HostEvents[Name]): void;
}

export interface CrmLink {
  readonly status: ConnectionStatus;
  grants(name: string): boolean;
  request<Params, Result>(name: string, answer: Answer<Result>, params: Params, options?: RequestOptions): Promise<Result>;
  send<Name extends keyof SoftphoneEvents>(name: Name, payload: SoftphoneEvents[Name]): void;
  dispose(): void;
}

interface Attempt {
  peer: PeerConnection;
  session: Session | undefined;
  /** Events between hello and its answer: hello no longer tells of them, and there is no session yet. */
  unsent: { name: string; payload: unknown }[] | undefined;
  id: string | undefined;
  /** Calls of a host that is faster than its own answer to hello wait for this. */
  settled: Promise<void>;
  abandoned: boolean;
}

export const createCrmLink = (options: CrmLinkOptions): CrmLink => {
  const { logger, limits } = options;
  let status: ConnectionStatus = { state: 'connecting' };
  let attempt: Attempt | undefined;
  let grants: ReadonlySet<string> = new Set();
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const setStatus = (next: ConnectionStatus): void => {
    if (status.state === 'disposed') return;
    status = next;
    options.onStatus(next);
  };

  const unavailable = (): CtiError => {
    if (status.state === 'refused' || status.state === 'failed') return status.error;
    return new CtiError(status.state === 'disposed' ? 'DISPOSED' : 'NOT_READY', `The connection to the CRM is ${status.state}.`);
  };

  const abandon = (error: CtiError): void => {
    const ended = attempt;
    attempt = undefined;
    grants = new Set();
    if (!ended) return;
    ended.abandoned = true;
    ended.session?.close(error);
    ended.peer.destroy();
  };

  const waitForHost = (elapsedMs = 0): void => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const expected = options.allowedOrigins.join(', ');
      setStatus({
        state: 'failed',
        error: new CtiError(
          'NO_ANSWER',
          `No CRM answered within ${options.connectTimeoutMs} ms. Check that the embedding page calls mountSoftphone and that its origin is one of ${expected}.`,
          {
            details: { expected, timeoutMs: options.connectTimeoutMs },
          },
        ),
      });
    }, options.connectTimeoutMs - elapsedMs);
  };

  /** From here on the connection is gone; the next attempt begins at once. */
  const reconnect = (why: string): void => {
    if (status.state === 'disposed') return;
    abandon(new CtiError('SESSION_REPLACED', why));
    if (status.state === 'ready' || status.state === 'unresponsive') {
      setStatus({ state: 'reconnecting' });
      waitForHost();
    }
    start();
  };

  const stopWith = (state: 'refused' | 'failed', error: CtiError): void => {
    clearTimeout(waiting);
    abandon(error);
    setStatus({ state, error });
  };

  const onRefused = (error: CtiError): void => {
    clearTimeout(waiting);
    attempt?.session?.close(error);
    setStatus({ state: 'refused', error });
  };

  const enter = (own: Attempt, port: MessagePort, remote: Awaited<PeerConnection['remote']>, welcome: Welcome): void => {
    own.id = welcome.session;
    own.session = openSession({
      send: (id, method, params) => remote.call(welcome.session, id, method, params),
      port,
      limits,
      peerLimits: welcome.limits,
      heartbeatIntervalMs: options.heartbeatIntervalMs,
      service: options.service,
      exists: options.exists,
      eventSchema: (name) => (Object.hasOwn(hostEvents, name) ? hostEvents[name as keyof HostEvents] : undefined),
      onEvent: (name, payload) => options.onEvent(name as keyof HostEvents, payload as never),
      onSilence: () => setStatus({ state: 'unresponsive', since: Date.now() }),
      onAlive: () => setStatus({ state: 'ready', session: welcome.session, grants: welcome.grants }),
      onGoodbye: (reason) =>
        reason === 'CUT_OFF'
          ? stopWith('failed', new CtiError('CUT_OFF', 'The CRM disconnected this page because it sent far more messages than agreed.'))
          : reconnect('The CRM page was left.'),
      onCutOff: (error) => stopWith('failed', error),
      logger,
    });
    for (const { name, payload } of own.unsent ?? []) own.session.send(name, payload);
    own.unsent = undefined;
    grants = new Set(welcome.grants);
    clearTimeout(waiting);
    setStatus({ state: 'ready', session: welcome.session, grants: welcome.grants });
  };

  const sayHello = async (own: Attempt): Promise<void> => {
    const remote = await own.peer.remote;
    const { port1, port2 } = new MessageChannel();
    own.unsent = [];
    const reply = (await withDeadline(remote.hello(options.hello(), port2))) as { ok?: unknown; value?: unknown; error?: unknown } | undefined;
    if (own.abandoned) return;
    if (reply?.ok !== true) throw fromWireError(reply?.error, 'hello');
    const welcome = welcomeSchema().safeParse(reply.value);
    if (!welcome.success) throw new CtiError('INVALID_RESULT', `hello was answered with something else: ${issuesOf(welcome.error).text}`);
    const { protocol } = welcome.data;
    if (!PROTOCOL_VERSIONS.includes(protocol))
      throw new CtiError('PROTOCOL_MISMATCH', `The CRM chose protocol ${protocol}, this softphone speaks ${PROTOCOL_VERSIONS.join(', ')}.`, {
        details: { softphone: [...PROTOCOL_VERSIONS], host: [protocol] },
      });
    enter(own, port1, remote, welcome.data);
  };

  const start = (): void => {
    let settle: () => void = () => {};
    const own: Attempt = {
      settled: new Promise((resolve) => {
        settle = resolve;
      }),
      abandoned: false,
      session: undefined,
      unsent: undefined,
      id: undefined,
      peer: connectPeer({
        peer: options.hostWindow,
        allowedOrigins: options.allowedOrigins,
        onRefused,
        methods: {
          hello: async () => ({ ok: false, error: { code: 'METHOD_NOT_FOUND', message: 'hello is said by the softphone.' } }),
          call: async (session, id, method, params) => {
            if (!own.session) await own.settled;
            return own.session && session === own.id
              ? own.session.receive(id, method, params)
              : { ok: false, error: { code: 'NOT_READY', message: 'hello comes first.' } };
          },
        },
      }),
    };
    attempt = own;
    sayHello(own)
      .catch((error: unknown) => {
        if (own.abandoned) return;
        // A hello that got lost in a dying connection is said again; an answered one was a decision.
        if (isCtiError(error, 'TIMEOUT')) reconnect('hello was not answered.');
        else if (isCtiError(error)) stopWith(error.code === 'PROTOCOL_MISMATCH' ? 'refused' : 'failed', error);
        else stopWith('failed', new CtiError('NOT_READY', 'The handshake failed.', { cause: error }));
      })
      .finally(settle);
  };

  const onPageHide = (): void => attempt?.session?.goodbye();
  const onPageShow = (event: PageTransitionEvent): void => {
    if (event.persisted) reconnect('The page came back from the back/forward cache.');
  };
  addEventListener('pagehide', onPageHide);
  addEventListener('pageshow', onPageShow);
  waitForHost(options.elapsedMs);
  start();

  return {
    get status() {
      return status;
    },
    grants: (name) => grants.has(name),
    request: (name, answer, params, requestOptions) => {
      const session = attempt?.session;
      if (!session) return Promise.reject(unavailable());
      if (!grants.has(name)) return Promise.reject(new CtiError('NOT_SUPPORTED', `This CRM does not grant ${name}.`));
      return session.request(name, answer, params, requestOptions);
    },
    send(name, payload) {
      if (attempt?.session) attempt.session.send(name, payload);
      else if (attempt?.unsent && attempt.unsent.length < limits.messageBurst) attempt.unsent.push({ name, payload });
    },
    dispose() {
      if (status.state === 'disposed') return;
      clearTimeout(waiting);
      removeEventListener('pagehide', onPageHide);
      removeEventListener('pageshow', onPageShow);
      attempt?.session?.goodbye();
      abandon(new CtiError('DISPOSED', 'The connection to the CRM was closed.'));
      setStatus({ state: 'disposed' });
    },
  };
};

const withDeadline = async <Value>(promise: Promise<Value>): Promise<Value> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CtiError('TIMEOUT', 'hello was not answered.')), HELLO_TIMEOUT_MS);
  });
  try {
    return await Promise.race([promise, deadline]);
  } finally {
    clearTimeout(timer);
  }
};
