/** One client's session: what it may do, what it hears, and the bytes on their way to it. */
import { type EncodableMessage, encodeMessage } from '../codec/index.ts';
import type { Feed, Listener } from './feeds.ts';
import type { Agent, Device } from './model.ts';
import type { WantedVariables } from './outgoing.ts';

export interface Monitor {
  readonly id: number;
  /** What it monitors: only one monitor of a session for each. */
  readonly subject: object;
  /** Undefined for a monitor of a session. */
  readonly feed: Feed | undefined;
  readonly kind: 'device' | 'call' | 'team' | 'session';
  stop(): void;
}

/** A TCP connection, as far as it is touched. Named here, so that what the package declares does not lean on Node. */
export interface ClientSocket {
  readonly remoteAddress?: string | undefined;
  readonly remotePort?: number | undefined;
  readonly destroyed: boolean;
  readonly writableLength: number;
  write(bytes: Uint8Array): unknown;
  end(): unknown;
  destroy(): unknown;
  once(event: 'close', listener: () => void): unknown;
  removeListener(event: 'close', listener: () => void): unknown;
}

export interface Client extends Listener {
  readonly socket: ClientSocket;
  readonly side: 'a' | 'b';
  readonly address: string;
  readonly port: number;
  /** SessionID; 0 until the session is open. */
  id: number;
  version: number;
  clientId: string;
  signature: string;
  services: number;
  callMask: number;
  agentMask: number;
  idleTimeoutMs: number | undefined;
  /** What a session of CLIENT_EVENTS is bound to. */
  device: Device | undefined;
  agent: Agent | undefined;
  /** Takes back what the session hears of its own right. */
  unbind(): void;
  readonly monitors: Map<number, Monitor>;
  /** Sessions that monitor this one, by their monitors' ids. */
  readonly watchers: Map<number, Client>;
  wanted: WantedVariables | undefined;
  /** When it was last heard. */
  heardAt: number;
  badMessages: number;
  /** Answers that are delayed, and requests that a server application has. */
  pending: number;
  isClosed: boolean;
  /** Puts a message at the end of what is on its way, or where `at` says. */
  send(message: EncodableMessage, at?: number): void;
  /** After all that this turn will still bring. */
  sendLast(message: EncodableMessage): void;
  /** How much is on its way in this turn. */
  readonly queued: number;
  flush(): void;
}

export interface ClientParts {
  socket: ClientSocket;
  side: 'a' | 'b';
  now: number;
  unsentBytes: number;
  /** Something is on its way. */
  onDirty(client: Client): void;
  /** It leaves too much unread. */
  onStuck(client: Client): void;
}

export const createClient = ({ socket, side, now, unsentBytes, onDirty, onStuck }: ClientParts): Client => {
  const outbox: Uint8Array[] = [];
  const last: Uint8Array[] = [];

  const put = (frame: Uint8Array, at = outbox.length): void => {
    if (client.isClosed) return;
    if (outbox.length === 0) onDirty(client);
    outbox.splice(at, 0, frame);
  };

  const client: Client = {
    socket,
    side,
    address: (socket.remoteAddress ?? '').replace(/^::ffff:/, '').slice(0, 15),
    port: socket.remotePort ?? 0,
    id: 0,
    version: 0,
    clientId: '',
    signature: '',
    services: 0,
    callMask: 0,
    agentMask: 0,
    idleTimeoutMs: undefined,
    device: undefined,
    agent: undefined,
    unbind: () => undefined,
    monitors: new Map(),
    watchers: new Map(),
    wanted: undefined,
    heardAt: now,
    badMessages: 0,
    pending: 0,
    isClosed: false,
    get queued() {
      return outbox.length;
    },
    tell(outgoing, monitorId, seen) {
      const frame = outgoing(client.version, monitorId, seen, client.wanted);
      if (frame) put(frame);
      for (const [id, watcher] of client.watchers) watcher.tell(outgoing, id, seen);
    },
    send: (message, at) => put(encodeMessage(message, { version: client.version || OLDEST }), at),
    sendLast(message) {
      if (client.isClosed) return;
      onDirty(client);
      last.push(encodeMessage(message, { version: client.version || OLDEST }));
    },
    flush() {
      outbox.push(...last.splice(0));
      if (outbox.length === 0) return;
      const bytes = outbox.length === 1 ? outbox[0] : Buffer.concat(outbox);
      outbox.length = 0;
      if (!bytes || socket.destroyed) return;
      socket.write(bytes);
      if (socket.writableLength > unsentBytes) onStuck(client);
    },
  };
  return client;
};

/** What can be sent before a version is agreed on, FAILURE_CONF, is the same in all. */
const OLDEST = 13;
