import { CtiError } from '../../protocol/error.ts';
import { defaultReconnect, type ReconnectPolicy } from '../reconnect.ts';
import {
  DEFAULT_QUALITY_INTERVAL_MS,
  DEFAULT_REGISTER_EXPIRES_SECONDS,
  ICE_QUIET_MS,
  ICE_QUIET_WITH_SERVERS_MS,
  MIN_REGISTER_EXPIRES_SECONDS,
} from './limits.ts';

/** JsSIP as imported, with or without a `default`. */
export interface JsSipModule {
  readonly UA?: unknown;
  readonly default?: unknown;
}
export type JsSipSource = JsSipModule | (() => Promise<JsSipModule>);

/** Timers, for pages that have better ones than a hidden page's `setTimeout`, for example a worker's. */
export interface Timers {
  setTimeout(callback: () => void, ms: number): unknown;
  clearTimeout(handle: unknown): void;
}

/** Whom a far end may make this phone call, when it sends a REFER. */
export interface TransferTarget {
  user: string;
  host: string;
}

export interface SipPhoneOptions {
  /** WebSocket address of the SIP server, `wss://pbx.example/ws`, or several: the next one is tried when one fails. */
  server: string | readonly string[];
  /** The user part of the agent's address. */
  user: string;
  /** The host part of the agent's address. Default: the host name of the first server. */
  domain?: string | undefined;
  password?: string | undefined;
  /** MD5 of `user:realm:password` in place of the password, together with `realm`. */
  ha1?: string | undefined;
  realm?: string | undefined;
  /** User name for authentication when it is not `user`. */
  authorizationUser?: string | undefined;
  /** The agent's name as it is shown to others. */
  displayName?: string | undefined;
  /** JsSIP ≥ 3.13.6, or a function that loads it. Default: `import('jssip')` on first use. */
  jssip?: JsSipSource | undefined;
  /** STUN and TURN servers. Default none: nothing is asked outside unless you say so. */
  iceServers?: readonly RTCIceServer[] | undefined;
  /**
   * Milliseconds to wait for another ICE candidate after the latest one, before the offer or answer is sent with those found.
   * Default 50, with `iceServers` 500. Waiting for all of them, as the standard has it, costs up to 40 s behind some networks.
   */
  iceGatheringTimeoutMs?: number | undefined;
  /**
   * Seconds to register for, default 600, at least 20. Renewed after 45 % of what the server granted. Timers of a hidden page
   * run up to a minute late, so below 120 s give `timers` of a worker, or keep the default.
   */
  registerExpiresSeconds?: number | undefined;
  /** Stable id of this device, a UUID (RFC 5626). With it the server replaces this device's old registration after a reload. */
  instanceId?: string | undefined;
  /** RFC 4028: notice within 90 s that the far end is gone. Default true. */
  sessionTimers?: boolean | undefined;
  /**
   * How tones are sent: `rfc4733` in the audio stream, `info` as SIP INFO (application/dtmf-relay), `auto` (default) the first
   * if the far end can, else the second.
   */
  dtmf?: 'rfc4733' | 'info' | 'auto' | undefined;
  /** What callers hear while the agent is `notReady` or `workingAfterCall`: `busy` (486) or `unavailable` (480). Default false: calls ring all the same. */
  rejectWhenNotReady?: false | 'busy' | 'unavailable' | undefined;
  /**
   * Whether a far end (`by`) may transfer this phone to `target`, which makes it place a call, possibly at your cost. Default: when
   * both are of the own domain, so that colleagues may and strangers may not.
   */
  acceptTransferTo?: ((target: TransferTarget, by: TransferTarget) => boolean) | undefined;
  /** Headers of incoming calls to report as call data, `['X-Customer']`, under the names given here. Default none. */
  dataHeaders?: readonly string[] | undefined;
  /** Plays the far end. Default: an element of our own, not in the document. */
  audioElement?: HTMLAudioElement | undefined;
  /** Device ids to begin with, see `audio.select`. */
  microphone?: string | undefined;
  speaker?: string | undefined;
  /** When to try again after the connection was lost or refused for a time. Default: `defaultReconnect`. */
  reconnect?: ReconnectPolicy | undefined;
  /** Milliseconds between `quality` events of a call, default 5,000; 0 for none. */
  qualityIntervalMs?: number | undefined;
  timers?: Timers | undefined;
}

/** The options, checked and complete. */
export interface SipSettings {
  servers: readonly string[];
  user: string;
  domain: string;
  credentials: Record<string, string>;
  displayName: string | undefined;
  instanceId: string | undefined;
  jssip: JsSipSource | undefined;
  pcConfig: RTCConfiguration;
  iceGatheringTimeoutMs: number;
  registerExpiresSeconds: number;
  sessionTimers: boolean;
  dtmf: 'rfc4733' | 'info' | 'auto';
  rejectWhenNotReady: false | 'busy' | 'unavailable';
  acceptTransferTo: (target: TransferTarget, by: TransferTarget) => boolean;
  dataHeaders: readonly string[];
  audioElement: HTMLAudioElement | undefined;
  reconnect: ReconnectPolicy;
  qualityIntervalMs: number;
  timers: Timers;
}

const refuse = (why: string): never => {
  throw new CtiError('INVALID_ARGUMENT', `sipPhone: ${why}`);
};

const serverOf = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== 'ws:' && url.protocol !== 'wss:')) return refuse('`server` has to be a ws: or wss: address, such as wss://pbx.example/ws.');
  return url.href;
};

const whole = (name: string, value: number, least: number): number =>
  Number.isFinite(value) && value >= least ? value : refuse(`\`${name}\` has to be a number of at least ${least}.`);

const credentialsOf = ({ user, password, ha1, realm, authorizationUser }: SipPhoneOptions): Record<string, string> => {
  const login = { authorization_user: authorizationUser ?? user };
  if (ha1 !== undefined && realm === undefined) return refuse('`ha1` needs the `realm` it was made for.');
  if (ha1 !== undefined && realm !== undefined) return { ...login, ha1, realm };
  return password === undefined ? login : { ...login, password, ...(realm === undefined ? {} : { realm }) };
};

/** @throws CtiError `INVALID_ARGUMENT` at construction: these are mistakes in the program, not of the network. */
export const resolveOptions = (options: SipPhoneOptions): SipSettings => {
  const servers = [options.server].flat().map(serverOf);
  const [first] = servers;
  if (first === undefined) return refuse('`server` is empty.');
  if (!/^[A-Za-z0-9\-_.!~*'()+$,%]{1,250}$/.test(options.user ?? '')) return refuse('`user` has to be the user part of a SIP address.');
  const domain = options.domain ?? new URL(first).hostname;
  if (!/^[A-Za-z0-9.\-:[\]]{1,255}$/.test(domain)) return refuse('`domain` has to be a host name.');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a line break would end the header
  if (/[\u0000-\u001f]/.test(options.displayName ?? '')) return refuse('`displayName` must not have control characters.');
  const iceServers = [...(options.iceServers ?? [])];
  const own = domain.split(':', 1)[0]?.toLowerCase();
  return {
    servers,
    user: options.user,
    domain,
    credentials: credentialsOf(options),
    displayName: options.displayName,
    instanceId: options.instanceId,
    jssip: options.jssip,
    pcConfig: { iceServers },
    iceGatheringTimeoutMs: whole(
      'iceGatheringTimeoutMs',
      options.iceGatheringTimeoutMs ?? (iceServers.length > 0 ? ICE_QUIET_WITH_SERVERS_MS : ICE_QUIET_MS),
      0,
    ),
    registerExpiresSeconds: whole('registerExpiresSeconds', options.registerExpiresSeconds ?? DEFAULT_REGISTER_EXPIRES_SECONDS, MIN_REGISTER_EXPIRES_SECONDS),
    sessionTimers: options.sessionTimers ?? true,
    dtmf: options.dtmf ?? 'auto',
    rejectWhenNotReady: options.rejectWhenNotReady ?? false,
    acceptTransferTo: options.acceptTransferTo ?? ((target, by) => target.host.toLowerCase() === own && by.host.toLowerCase() === own),
    dataHeaders: options.dataHeaders ?? [],
    audioElement: options.audioElement,
    reconnect: options.reconnect ?? defaultReconnect,
    qualityIntervalMs: whole('qualityIntervalMs', options.qualityIntervalMs ?? DEFAULT_QUALITY_INTERVAL_MS, 0),
    timers: options.timers ?? { setTimeout: (callback, ms) => setTimeout(callback, ms), clearTimeout: (handle) => clearTimeout(handle as number) },
  };
};
