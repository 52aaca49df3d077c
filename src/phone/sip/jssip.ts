/**
 * The face JsSIP shows us: the part of it that is used, with its surprises noted. No other file knows JsSIP, and no type of
 * it leaks into ours, so it can be replaced and is not needed to compile against this package.
 */
import { CtiError } from '../../protocol/error.ts';
import type { JsSipModule, JsSipSource } from './options.ts';

export interface SipMessage {
  getHeader(name: string): string | undefined;
  getHeaders(name: string): string[];
  body?: string | null;
}

export interface SipRequest extends SipMessage {
  method: string;
  call_id: string;
}

export interface SipResponse extends SipMessage {
  status_code: number;
  reason_phrase: string;
}

export interface InDialogHandlers {
  onSuccessResponse?(response: SipResponse): void;
  onErrorResponse?(response: SipResponse): void;
  onTransportError?(): void;
  onRequestTimeout?(): void;
  /** The far end answered 481, or 408 to an INVITE. */
  onDialogError?(response?: SipResponse): void;
  onAuthenticated?(request: unknown): void;
}

export interface InDialogOptions {
  extraHeaders?: string[];
  body?: string | null;
  eventHandlers?: InDialogHandlers;
}

export interface TerminateOptions {
  cause?: string;
  status_code?: number;
  reason_phrase?: string;
  extraHeaders?: string[];
}

export type Originator = 'local' | 'remote' | 'system';

export interface EndEvent {
  originator: Originator;
  message: SipRequest | SipResponse | null;
  cause: string;
}

interface OfferEvent {
  request: SipRequest;
  reject(options: { status_code: number }): void;
}

export interface TransferRequestEvent {
  request: SipRequest & { refer_to?: { uri: { user: string | null; host: string; toString(): string } } };
  accept(init?: (session: JsSipSession) => void, options?: CallOptions): void;
  reject(): void;
}

export interface SessionEvents {
  peerconnection: { peerconnection: RTCPeerConnection };
  /** For an incoming session it comes with `originator: 'local'` when 180 was sent. */
  progress: { originator: Originator; response: SipResponse | null };
  accepted: unknown;
  /** Once per session: later ACKs do not repeat it. */
  confirmed: unknown;
  ended: EndEvent;
  failed: EndEvent;
  /** Local ones are told before the far end has agreed; remote ones when its offer is taken. */
  hold: { originator: Originator };
  unhold: { originator: Originator };
  reinvite: OfferEvent;
  update: OfferEvent;
  refer: TransferRequestEvent;
  replaces: TransferRequestEvent;
  icecandidate: { candidate: RTCIceCandidate; ready(): void };
}

export interface JsSipSession {
  readonly direction: 'incoming' | 'outgoing';
  /** The far end: From of an incoming session, To of ours. */
  readonly remote_identity: { uri: { user: string | null; host: string } };
  /** Missing until an incoming call is answered. */
  readonly connection: RTCPeerConnection | null | undefined;
  isInProgress(): boolean;
  isEstablished(): boolean;
  isEnded(): boolean;
  isReadyToReOffer(): boolean;
  isOnHold(): { local: boolean; remote: boolean };
  isMuted(): { audio: boolean };
  answer(options: CallOptions): void;
  /** Throws once the session has ended. */
  terminate(options?: TerminateOptions): void;
  /** All three send a re-INVITE and end the call when it fails (see signalling.ts). `false`: nothing was sent. */
  hold(options?: object, done?: () => void): boolean;
  unhold(options?: object, done?: () => void): boolean;
  renegotiate(options?: object, done?: () => void): boolean;
  mute(options: { audio: boolean }): void;
  unmute(options: { audio: boolean }): void;
  refer(target: string, options: { eventHandlers: ReferHandlers; replaces?: JsSipSession; extraHeaders?: string[] }): unknown;
  sendRequest(method: string, options?: InDialogOptions): unknown;
  on<Name extends keyof SessionEvents>(name: Name, listener: (event: SessionEvents[Name]) => void): unknown;
}

export interface ReferHandlers {
  requestSucceeded?(event: { response: SipResponse }): void;
  requestFailed?(event: { response: SipResponse | null; cause: string }): void;
  accepted?(event: { status_line: { status_code: number; reason_phrase: string } }): void;
  failed?(event: { status_line: { status_code: number; reason_phrase: string } }): void;
}

export interface CallOptions {
  mediaStream?: MediaStream;
  mediaConstraints?: { audio: boolean; video: boolean };
  pcConfig?: RTCConfiguration;
  extraHeaders?: string[];
}

/** Anything with these members is a socket to JsSIP. It sets the three handlers itself. */
export interface JsSipSocket {
  readonly url: string;
  readonly via_transport: string;
  readonly sip_uri: string;
  connect(): void;
  disconnect(): void;
  send(message: string): boolean;
  onconnect?: () => void;
  ondisconnect?: (error: boolean, code?: number, reason?: string) => void;
  ondata?: (data: string | ArrayBuffer) => void;
}

export interface UaEvents {
  connected: unknown;
  disconnected: unknown;
  /** Only for the first REGISTER that succeeds; renewals are silent. */
  registered: { response: SipResponse };
  unregistered: { response: SipResponse | null; cause?: string | null };
  registrationFailed: { response: SipResponse | null; cause: string };
  /** With a listener JsSIP leaves the renewal to it. */
  registrationExpiring: undefined;
  newRTCSession: { originator: Originator; session: JsSipSession; request: SipRequest };
}

export interface JsSipUa {
  start(): void;
  register(): void;
  unregister(): void;
  isRegistered(): boolean;
  call(target: string, options: CallOptions): JsSipSession;
  /** The user part of our contact is random, and so tells our registration from those of other devices. */
  readonly contact: { uri: { user: string } };
  readonly transport: { connect(): void; disconnect(): void };
  on<Name extends keyof UaEvents>(name: Name, listener: (event: UaEvents[Name]) => void): unknown;
}

export interface JsSip {
  UA: new (configuration: Record<string, unknown>) => JsSipUa;
  debug?: { enabled(namespace: string): boolean; enable(namespaces: string): void; disable(): string };
}

const isModule = (value: unknown): value is JsSip => typeof value === 'object' && value !== null && typeof (value as { UA?: unknown }).UA === 'function';

const unwrap = (value: unknown): JsSip | undefined => {
  const inner = (value as { default?: unknown } | null | undefined)?.default;
  return isModule(value) ? value : isModule(inner) ? inner : undefined;
};

/** JsSIP's debug output has every message in full: numbers, names, digests. It stays off, whatever localStorage says. */
const silence = ({ debug }: JsSip) => {
  if (debug?.enabled('JsSIP:Transport') || debug?.enabled('JsSIP:WARN:Transport')) debug.enable(`${debug.disable()},-JsSIP,-JsSIP:*`);
};

/**
 * The JsSIP the integrator gave us, or the one that can be imported.
 *
 * @throws CtiError `NOT_SUPPORTED` when there is none, with what to do about it
 */
export const loadJsSip = async (source: JsSipSource | undefined): Promise<JsSip> => {
  let loaded: unknown;
  try {
    loaded = typeof source === 'function' && !isModule(source) ? await (source as () => Promise<JsSipModule>)() : (source ?? (await import('jssip')));
  } catch (cause) {
    const message = source
      ? 'The `jssip` option of sipPhone failed to load JsSIP.'
      : "JsSIP could not be imported. Install it (npm install jssip), or pass it: sipPhone({ jssip: () => import('jssip'), … }).";
    throw new CtiError('NOT_SUPPORTED', message, { cause });
  }
  const jssip = unwrap(loaded);
  if (!jssip) throw new CtiError('NOT_SUPPORTED', 'The `jssip` option of sipPhone is not JsSIP: it has no UA. Version 3.13.6 or newer is needed.');
  silence(jssip);
  return jssip;
};
