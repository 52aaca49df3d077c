import { CtiError } from '../../../../protocol/error.ts';
import { NEWEST_VERSION, OLDEST_VERSION } from '../codec/index.ts';
import { type CiscoService, ciscoServices } from '../tables/services.ts';
import type { CiscoAddress } from './address.ts';
import { DEFAULT_CLIENTS, DEFAULT_CONNECT_TIMEOUT_MS, DEFAULT_HEARTBEAT_MS, DEFAULT_OPEN_TIMEOUT_MS, DEFAULT_REQUEST_TIMEOUT_MS } from './limits.ts';
import { type CiscoReconnectPolicy, guideReconnect } from './reconnect.ts';
import { type CiscoTls, tlsProblems } from './tls-options.ts';

export interface CiscoOptions {
  /** Side A, and side B where there is one. */
  sides: readonly CiscoAddress[];
  /** The connections are encrypted: with `true`, for a certificate signed by an authority that Node knows. Default false. */
  tls?: boolean | CiscoTls | undefined;
  /** The name this client has in the server's lists and logs. At most 63 characters. */
  clientId: string;
  /** Default none. */
  password?: string | undefined;
  /** Shown to other clients in the calls this one works on. At most 63 characters. */
  clientSignature?: string | undefined;
  /** What the session is for. `miscellaneous` is always granted. */
  services: readonly CiscoService[];
  /** The peripheral of the agents: needed by `clientEvents`, and what the services take where a request names none. */
  peripheralId?: number | undefined;
  /** Whose events `clientEvents` is about: at least one of the three. */
  agentId?: string | undefined;
  agentExtension?: string | undefined;
  agentInstrument?: string | undefined;
  /** The newest both sides speak is used. Default 13 to 25, which is all there is. */
  protocolVersions?: { oldest?: number | undefined; newest?: number | undefined } | undefined;
  /** Call and agent events wanted, as the guide's masks. Default all of the version's. */
  callMsgMask?: number | undefined;
  agentStateMask?: number | undefined;
  /** Milliseconds between heartbeats, 20 to 3,600,000. Default 5,000, the guide's least for a bridge. The server waits four of them. */
  heartbeatMs?: number | undefined;
  /** Milliseconds, each at least 1. Defaults 5,000, 30,000 (the guide: 60,000 at more than 500 clients) and 20,000. */
  connectTimeoutMs?: number | undefined;
  openTimeoutMs?: number | undefined;
  requestTimeoutMs?: number | undefined;
  /** Clients that share the server, so that they do not all come back at once. Default 10. */
  clients?: number | undefined;
  /** Default: the guide's order. */
  reconnect?: CiscoReconnectPolicy | undefined;
}

/** The options with their defaults. */
export interface CheckedOptions extends CiscoOptions {
  oldestVersion: number;
  newestVersion: number;
  heartbeatMs: number;
  connectTimeoutMs: number;
  openTimeoutMs: number;
  requestTimeoutMs: number;
  clients: number;
  reconnect: CiscoReconnectPolicy;
}

const MAX_TIMER_MS = 3_600_000;
const LAST_U4 = 0xffff_ffff;
/** Texts with a length of the protocol, without their NUL. */
const textLimits = { clientId: 63, password: 64, clientSignature: 63, agentId: 11, agentExtension: 15, agentInstrument: 63 } as const;
const timers = ['heartbeatMs', 'connectTimeoutMs', 'openTimeoutMs', 'requestTimeoutMs'] as const;
const LEAST_HEARTBEAT_MS = 20;

const isWhole = (value: unknown, least: number, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

/** One byte a character, and the NUL is ours. */
const isLatin1 = (text: string): boolean => [...text].every((character) => character > '\0' && character <= '\xff');

const sideProblems = (sides: unknown): string[] => {
  if (!Array.isArray(sides) || sides.length < 1 || sides.length > 2) return ['sides must be a list of one or two addresses'];
  return sides.flatMap((side: Partial<CiscoAddress> | null, index) => [
    ...(typeof side?.host === 'string' && side.host !== '' ? [] : [`sides[${index}].host must be a host name or an address`]),
    ...(isWhole(side?.port, 1, 65_535) ? [] : [`sides[${index}].port must be a whole number from 1 to 65535`]),
    ...(side?.servername === undefined || (typeof side.servername === 'string' && side.servername !== '')
      ? []
      : [`sides[${index}].servername must be a host name`]),
  ]);
};

const problemsOf = (options: CiscoOptions): string[] => {
  const problems = sideProblems(options.sides);
  for (const { key, problem } of tlsProblems(options.tls)) problems.push(`${key === '' ? 'tls' : `tls.${key}`} ${problem}`);
  const complain = (isWrong: boolean, problem: string) => void (isWrong && problems.push(problem));
  for (const [name, most] of Object.entries(textLimits) as [keyof typeof textLimits, number][]) {
    const value = options[name];
    const least = name === 'clientId' ? 1 : 0;
    const fits = typeof value === 'string' && value.length >= least && value.length <= most && isLatin1(value);
    complain(value === undefined ? least > 0 : !fits, `${name} must be a text of ${least > 0 ? `${least} to` : 'at most'} ${most} characters of Latin-1`);
  }
  for (const name of timers)
    complain(
      options[name] !== undefined && !isWhole(options[name], name === 'heartbeatMs' ? LEAST_HEARTBEAT_MS : 1, MAX_TIMER_MS),
      `${name} must be a whole number of milliseconds up to ${MAX_TIMER_MS}`,
    );
  for (const name of ['peripheralId', 'callMsgMask', 'agentStateMask'] as const)
    complain(options[name] !== undefined && !isWhole(options[name], 0, LAST_U4), `${name} must be a whole number from 0 to ${LAST_U4}`);
  complain(options.clients !== undefined && !isWhole(options.clients, 1, 100_000), 'clients must be a whole number from 1 to 100000');

  const { oldest = OLDEST_VERSION, newest = NEWEST_VERSION } = options.protocolVersions ?? {};
  const versions = isWhole(oldest, OLDEST_VERSION, NEWEST_VERSION) && isWhole(newest, oldest, NEWEST_VERSION);
  complain(!versions, `protocolVersions.oldest and .newest must be whole numbers from ${OLDEST_VERSION} to ${NEWEST_VERSION}, the older one first`);

  if (!Array.isArray(options.services)) return [...problems, 'services must be a list'];
  complain(
    options.services.some((name) => !ciscoServices.includes(name)),
    `services may be ${ciscoServices.join(', ')}`,
  );
  if (options.services.includes('clientEvents')) {
    complain(options.peripheralId === undefined, 'peripheralId is needed by the service clientEvents');
    complain(
      options.agentId === undefined && options.agentExtension === undefined && options.agentInstrument === undefined,
      'one of agentId, agentExtension and agentInstrument is needed by the service clientEvents',
    );
  }
  return problems;
};

/** @throws CtiError `INVALID_ARGUMENT` that names every option that is wrong, and no value */
export const checkOptions = (options: CiscoOptions): CheckedOptions => {
  if (typeof options !== 'object' || options === null) throw new CtiError('INVALID_ARGUMENT', 'connectCisco needs its options.');
  const problems = problemsOf(options);
  if (problems.length > 0) throw new CtiError('INVALID_ARGUMENT', `This session cannot be opened: ${problems.join('; ')}.`, { details: { problems } });
  return {
    ...options,
    oldestVersion: options.protocolVersions?.oldest ?? OLDEST_VERSION,
    newestVersion: options.protocolVersions?.newest ?? NEWEST_VERSION,
    heartbeatMs: options.heartbeatMs ?? DEFAULT_HEARTBEAT_MS,
    connectTimeoutMs: options.connectTimeoutMs ?? DEFAULT_CONNECT_TIMEOUT_MS,
    openTimeoutMs: options.openTimeoutMs ?? DEFAULT_OPEN_TIMEOUT_MS,
    requestTimeoutMs: options.requestTimeoutMs ?? DEFAULT_REQUEST_TIMEOUT_MS,
    clients: options.clients ?? DEFAULT_CLIENTS,
    reconnect: options.reconnect ?? guideReconnect,
  };
};
