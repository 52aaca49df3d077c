import { CtiError } from '../../protocol/error.ts';
import { commandParams, type PhoneCommandName } from '../../protocol/phone-commands.ts';
import { defaultReconnect, type ReconnectPolicy } from '../reconnect.ts';
import { MAX_SERVERS, MAX_TOKEN_LENGTH } from './limits.ts';

/** The part of a WebSocket that is used; the browser's and that of the package `ws` both have it. */
export interface LinkSocket {
  readonly readyState: number;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(text: string): void;
  close(): void;
}
export type LinkSocketConstructor = new (url: string) => LinkSocket;

export interface LinkPhoneOptions {
  /**
   * Address of the gateway: `wss://link.example/softphone`, or the same with `https:`. Unencrypted only on loopback. Of several the first is
   * primary; the others are tried in their order while it cannot be reached. Who was taken in by one stays there until that connection breaks.
   */
  url: string | readonly string[];
  /**
   * The JWT that names the agent, or what fetches a fresh one. It is asked for on every connection, and shortly before a token
   * expires; a text that has expired ends the session. A function that rejects with `UNAUTHORIZED` ends it too; any other failure is tried again.
   */
  token: string | (() => Promise<string> | string);
  /** Whom the token is for, as the page knows it. Another agent's token is refused then. */
  agentId?: string | undefined;
  /** `auto` (default): a WebSocket, and long polling where that cannot be opened. */
  transport?: 'websocket' | 'poll' | 'auto' | undefined;
  /**
   * What `phone.capabilities` are before the link has said what it grants, for a page that wants its buttons early. Default: none.
   */
  capabilities?: readonly PhoneCommandName[] | undefined;
  /** When to try again after the connection was lost or refused for a time. Default: `defaultReconnect`. */
  reconnect?: ReconnectPolicy | undefined;
  /** For Node before 22: `import { WebSocket } from 'ws'`. Default: the global one. */
  WebSocket?: LinkSocketConstructor | undefined;
  /** Used by long polling. Default: the global one. */
  fetch?: typeof globalThis.fetch | undefined;
}

/** One gateway, and where it is by each way. */
export interface LinkServer {
  /** As it is told: without what may be secret in it. */
  name: string;
  socketUrl: string;
  pollUrl: string;
}

/** The options, checked and complete. */
export interface LinkSettings {
  /** At least one; the first is primary. */
  servers: readonly LinkServer[];
  token: () => Promise<string>;
  agentId: string | undefined;
  transports: readonly ('websocket' | 'poll')[];
  capabilities: readonly PhoneCommandName[] | undefined;
  reconnect: ReconnectPolicy;
  WebSocket: LinkSocketConstructor | undefined;
  fetch: typeof globalThis.fetch | undefined;
}

const LOOPBACK = /^(localhost|([a-z0-9-]+\.)+localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;

const refuse = (why: string): never => {
  throw new CtiError('INVALID_ARGUMENT', `linkPhone: ${why}`);
};

const serverOf = (text: string): LinkServer => {
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : refuse('`url` has to be an address such as wss://link.example/softphone.');
  if (!/^(wss|https|ws|http):$/.test(url.protocol)) return refuse('`url` has to begin with wss: or https:.');
  const secure = url.protocol === 'wss:' || url.protocol === 'https:';
  if (!secure && !LOOPBACK.test(url.hostname)) return refuse('`url` has to be encrypted (wss: or https:): a token goes over it. Only loopback may be without.');
  if (url.username || url.password || url.hash) return refuse('`url` has to be without a user name and without a fragment.');
  const withProtocol = (protocol: string, path = url.pathname) => `${protocol}//${url.host}${path}${url.search}`;
  return {
    name: `${url.protocol}//${url.host}${url.pathname}`,
    socketUrl: withProtocol(secure ? 'wss:' : 'ws:'),
    pollUrl: withProtocol(secure ? 'https:' : 'http:', `${url.pathname.replace(/\/$/, '')}/poll`),
  };
};

/** A page that asks a server may be given nothing, or a page of excuses. The gateway would take that for another protocol than its own. */
const requireToken = (token: unknown): string =>
  typeof token === 'string' && token !== '' && token.length <= MAX_TOKEN_LENGTH ? token : refuse('`token` has given something that is no JWT.');

/** @throws CtiError `INVALID_ARGUMENT` at construction: these are mistakes in the program, not of the network. */
export const resolveOptions = (options: LinkPhoneOptions): LinkSettings => {
  const { token, transport = 'auto', capabilities } = options;
  if (typeof token !== 'function' && (typeof token !== 'string' || token === '')) return refuse('`token` has to be a JWT, or a function that fetches one.');
  if (transport !== 'auto' && transport !== 'websocket' && transport !== 'poll') return refuse('`transport` has to be websocket, poll or auto.');
  const unknown = capabilities?.find((name) => !Object.hasOwn(commandParams, name));
  if (unknown !== undefined) return refuse(`\`capabilities\` has "${unknown}", which is no command.`);
  const WebSocket = options.WebSocket ?? (globalThis as { WebSocket?: LinkSocketConstructor }).WebSocket;
  if (transport === 'websocket' && !WebSocket) return refuse('there is no global WebSocket here: give `WebSocket`, for example that of the package ws.');
  const urls = typeof options.url === 'string' ? [options.url] : options.url;
  if (!Array.isArray(urls) || urls.length === 0 || urls.length > MAX_SERVERS)
    return refuse(`\`url\` has to be an address, or a list of at most ${MAX_SERVERS}.`);
  return {
    servers: urls.map(serverOf),
    token: async () => requireToken(typeof token === 'function' ? await token() : token),
    agentId: options.agentId,
    transports: transport === 'auto' ? (WebSocket ? ['websocket', 'poll'] : ['poll']) : [transport],
    capabilities: capabilities && [...capabilities],
    reconnect: options.reconnect ?? defaultReconnect,
    WebSocket,
    fetch: options.fetch,
  };
};
