/**
 * The host's end of the bridge: waits for the page in the frame, answers its hello, and notices when it goes.
 *
 * How the going of a page is noticed, fastest first: it says goodbye (`pagehide`); another hello comes; the frame fires
 * `load` and the page that said hello no longer answers a ping; heartbeats stay unanswered.
 */

import type { Service } from '../bridge/dispatcher.ts';
import {
  connectPeer,
  createTokenBucket,
  issuesOf,
  measure,
  openSession,
  type PeerConnection,
  type RemotePeer,
  type RequestOptions,
  type Session,
  type SessionLogger,
  toWireError,
} from '../bridge/index.ts';
import { CtiError, isCtiError } from '../protocol/error.ts';
import { type HostEvents, type SoftphoneEvents, softphoneEvents } from '../protocol/events.ts';
import { type Hello, helloSchema, type Welcome } from '../protocol/hello.ts';
import { HELLO_BURST, HELLO_TIMEOUT_MS, HELLOS_PER_SECOND, type Limits } from '../protocol/limits.ts';
import type { Answer } from '../protocol/method.ts';
import type { ConnectionStatus } from '../protocol/status.ts';
import { PROTOCOL_VERSIONS, SOFTWARE } from '../protocol/version.ts';

export interface HostLinkOptions {
  frame: HTMLIFrameElement;
  origin: string;
  connectTimeoutMs: number;
  /** How much of it has passed already. */
  elapsedMs?: number | undefined;
  heartbeatIntervalMs: number;
  limits: Limits;
  logger: SessionLogger;
  /** CRM methods that are served. */
  services: ReadonlyMap<string, Service>;
  /** Names of all methods of the protocol. */
  exists(name: string): boolean;
  onStatus(status: ConnectionStatus): void;
  /** A page has introduced itself; everything known of an earlier one is out of date. Comes before `ready`. */
  onHello(hello: Hello): void;
  onEvent<Name extends keyof SoftphoneEvents>(name: Name, payload: SoftphoneEvents[Name]): void;
}

export interface HostLink {
  readonly status: ConnectionStatus;
  request<Params, Result>(name: string, answer: Answer<Result>, params: Params, options?: RequestOptions): Promise<Result>;
  send<Name extends keyof HostEvents>(name: Name, payload: HostEvents[Name]): void;
  dispose(): void;
}

const noAnswer = (origin: string, timeoutMs: number) =>
  new CtiError(
    'NO_ANSWER',
    `No softphone answered from ${origin} within ${timeoutMs} ms. Check that the URL opens (no 404, no login page), that the page calls connectToCrm, and that its X-Frame-Options or CSP frame-ancestors allow ${location.origin}.`,
    { details: { origin, timeoutMs } },
  );

export const createHostLink = (options: HostLinkOptions): HostLink => {
  const { frame, origin, limits, logger } = options;
  const hellos = createTokenBucket(HELLOS_PER_SECOND, HELLO_BURST);
  const strays = createTokenBucket(limits.messagesPerSecond, limits.messageBurst);
  let status: ConnectionStatus = { state: 'connecting' };
  let current: { id: string; session: Session } | undefined;
  let helloSinceLoad = false;
  let isCutOff = false;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const setStatus = (next: ConnectionStatus): void => {
    if (status.state === 'disposed') return;
    status = next;
    options.onStatus(next);
  };

  const unavailable = (): CtiError => {
    if (status.state === 'refused' || status.state === 'failed') return status.error;
    return new CtiError(status.state === 'disposed' ? 'DISPOSED' : 'NOT_READY', `The softphone is ${status.state}.`);
  };

  const endSession = (error: CtiError): void => {
    const ended = current;
    current = undefined;
    ended?.session.close(error);
  };

  const waitForHello = (elapsedMs = 0): void => {
    const { connectTimeoutMs } = options;
    clearTimeout(waiting);
    waiting = setTimeout(() => setStatus({ state: 'failed', error: noAnswer(origin, connectTimeoutMs) }), connectTimeoutMs - elapsedMs);
  };

  /** The page is gone; another may come. */
  const lose = (why: string): void => {
    if (!current) return;
    endSession(new CtiError('SESSION_REPLACED', why));
    setStatus({ state: 'reconnecting' });
    waitForHello();
  };

  const stopWith = (state: 'refused' | 'failed', error: CtiError): void => {
    clearTimeout(waiting);
    endSession(error);
    setStatus({ state, error });
  };

  /** Nothing this page sends is listened to any more; the next one that loads starts anew. */
  const cutOff = (error: CtiError): void => {
    stopWith('failed', error);
    peer?.destroy();
    isCutOff = true;
  };

  /** A call of no session: a page that is late, or one that does not want to say hello. */
  const turnAway = (): Promise<unknown> => {
    if (!strays.take()) cutOff(new CtiError('CUT_OFF', 'The softphone went on calling without a session and was disconnected.'));
    return Promise.resolve({ ok: false, error: { code: 'NOT_READY', message: 'hello comes first.' } });
  };

  const readHello = (request: unknown, port: unknown): { hello: Hello; port: MessagePort; protocol: number } => {
    if (!hellos.take()) throw new CtiError('RATE_LIMITED', 'Hello was said too often.');
    if (!(port instanceof MessagePort)) throw new CtiError('INVALID_ARGUMENT', 'hello needs a MessagePort for events.');
    measure(request, limits.maxMessageBytes);
    // Versions first: the rest of a newer major may look different.
    const theirs: unknown = (request as { protocol?: unknown } | null)?.protocol;
    const common = Array.isArray(theirs) ? PROTOCOL_VERSIONS.filter((version) => theirs.includes(version)) : [];
    const protocol = Math.max(...common);
    if (Array.isArray(theirs) && !common.length) {
      const error = new CtiError(
        'PROTOCOL_MISMATCH',
        `The softphone speaks protocol ${theirs.slice(0, 20).join(', ').slice(0, 100)}, this CRM ${PROTOCOL_VERSIONS.join(', ')}. Upgrade the older one.`,
        {
          details: { softphone: theirs.slice(0, 20).map(Number), host: [...PROTOCOL_VERSIONS] },
        },
      );
      stopWith('refused', error);
      throw error;
    }
    const parsed = helloSchema().safeParse(request);
    if (!parsed.success) throw new CtiError('INVALID_ARGUMENT', `hello: ${issuesOf(parsed.error).text}`);
    return { hello: parsed.data, port, protocol };
  };

  const welcome = (own: PeerConnection, { hello, port, protocol }: ReturnType<typeof readHello>): Welcome => {
    endSession(new CtiError('SESSION_REPLACED', 'The softphone page was loaded again.'));
    clearTimeout(waiting);
    helloSinceLoad = true;
    const id = crypto.randomUUID();
    let remote: RemotePeer | undefined;
    void own.remote.then((proxy) => {
      remote = proxy;
    });
    let { serves } = hello;
    const granted = new Set(hello.wants.filter((name) => options.services.has(name)));
    const session = openSession({
      send: (callId, method, params) => (remote ? remote.call(id, callId, method, params) : own.remote.then((proxy) => proxy.call(id, callId, method, params))),
      port,
      limits,
      peerLimits: hello.limits,
      heartbeatIntervalMs: options.heartbeatIntervalMs,
      service: (name) => (granted.has(name) ? options.services.get(name) : undefined),
      exists: options.exists,
      eventSchema: (name) => (Object.hasOwn(softphoneEvents, name) ? softphoneEvents[name as keyof SoftphoneEvents] : undefined),
      onEvent(name, payload) {
        if (name === 'offer') {
          serves = (payload as SoftphoneEvents['offer']).serves;
        }
        options.onEvent(name as keyof SoftphoneEvents, payload as never);
        // What may be asked for has changed, and whoever shows it must hear of it.
        if (name === 'offer' && status.state === 'ready') setStatus({ ...status, grants: serves });
      },
      onSilence() {
        if (frame.isConnected) setStatus({ state: 'unresponsive', since: Date.now() });
        else lose('The frame was taken out of the page.');
      },
      onAlive: () => setStatus({ state: 'ready', session: id, grants: serves }),
      onGoodbye: () => lose('The softphone page was left.'),
      onCutOff: cutOff,
      logger,
    });
    current = { id, session };
    options.onHello(hello);
    setStatus({ state: 'ready', session: id, grants: serves });
    return { protocol, session: id, software: SOFTWARE, grants: [...granted], limits };
  };

  const connectTo = (contentWindow: Window): PeerConnection => {
    const own = connectPeer({
      peer: contentWindow,
      allowedOrigins: [origin],
      onRefused: (error) => stopWith('refused', error),
      methods: {
        hello: async (request, port) => {
          try {
            return { ok: true, value: welcome(own, readHello(request, port)) };
          } catch (error) {
            if (!isCtiError(error, 'RATE_LIMITED')) logger.warn(`ringframe: a hello was turned down: ${isCtiError(error) ? error.message : ''}`);
            return { ok: false, error: toWireError(error, 'hello') };
          }
        },
        call: (session, id, method, params) => (current && current.id === session ? current.session.receive(id, method, params) : turnAway()),
      },
    });
    return own;
  };

  // Taken out of the document since it was mounted, a frame has no window; put back, it loads and has one.
  let { contentWindow } = frame;
  let peer = contentWindow ? connectTo(contentWindow) : undefined;

  const onLoad = (): void => {
    const loseIt = (): void => {
      // Should it be there after all, this makes it say hello again.
      current?.session.goodbye();
      lose('The frame shows another page now.');
    };
    if (frame.contentWindow && (isCutOff || frame.contentWindow !== contentWindow)) {
      // Moved to another place in the document, a frame has another window, of which the old connection knows nothing.
      loseIt();
      peer?.destroy();
      isCutOff = false;
      contentWindow = frame.contentWindow;
      peer = connectTo(contentWindow);
    }
    // The hello may be of the page that has loaded now, or of one that had loaded before it: only its port can tell.
    else if (helloSinceLoad) current?.session.probe(HELLO_TIMEOUT_MS, loseIt);
    else loseIt();
    if (!current && status.state !== 'refused') waitForHello();
    helloSinceLoad = false;
  };
  frame.addEventListener('load', onLoad);
  waitForHello(options.elapsedMs);

  return {
    get status() {
      return status;
    },
    request: (name, answer, params, requestOptions) =>
      current ? current.session.request(name, answer, params, requestOptions) : Promise.reject(unavailable()),
    send: (name, payload) => current?.session.send(name, payload),
    dispose() {
      if (status.state === 'disposed') return;
      clearTimeout(waiting);
      frame.removeEventListener('load', onLoad);
      current?.session.goodbye();
      endSession(new CtiError('DISPOSED', 'The softphone was removed from the page.'));
      peer?.destroy();
      setStatus({ state: 'disposed' });
    },
  };
};
