import { randomBytes } from 'node:crypto';
import type { WebSocket } from 'ws';
import { MAX_AUTH_FAILURES, MAX_MALFORMED, MAX_RATE_DROPS, MAX_SOCKET_BACKLOG_BYTES, RATE_BURST, RATE_PER_SECOND } from './limits.ts';
import type { SipMessage } from './message.ts';
import { serializeMessage } from './serializer.ts';

/** One WebSocket: the only way to reach the device behind it (RFC 5626 calls it a flow). */
export interface Flow {
  /** Random, never used again, also not by a later server. */
  readonly id: string;
  readonly source: { readonly address: string; readonly port: number };
  /** The accounts whose password was given on this socket. */
  readonly accounts: Set<string>;
  readonly open: boolean;
  /** False when the socket is gone. */
  send(message: SipMessage): boolean;
  sendRaw(text: string): void;
  /** False when the socket has sent too much; it is closed when it does not stop. */
  admit(): boolean;
  /** Counts what only a broken or hostile client does, and closes the socket when there is too much of it. */
  countMalformed(): void;
  countAuthFailure(): void;
  /** Ends the socket without a closing handshake. */
  terminate(): void;
}

export const createFlow = (socket: WebSocket, source: Flow['source']): Flow => {
  let tokens = RATE_BURST;
  let refilledAt = performance.now();
  let drops = 0;
  let malformed = 0;
  let authFailures = 0;
  // 1008 is "policy violation" (RFC 6455 §7.4.1).
  const expel = () => socket.close(1008);
  const write = (text: string): boolean => {
    if (socket.readyState !== socket.OPEN) return false;
    if (socket.bufferedAmount > MAX_SOCKET_BACKLOG_BYTES) {
      socket.terminate();
      return false;
    }
    socket.send(text);
    return true;
  };
  return {
    id: randomBytes(8).toString('hex'),
    source,
    accounts: new Set(),
    get open() {
      return socket.readyState === socket.OPEN;
    },
    send: (message) => write(serializeMessage(message)),
    sendRaw: (text) => void write(text),
    admit: () => {
      const now = performance.now();
      tokens = Math.min(RATE_BURST, tokens + ((now - refilledAt) / 1000) * RATE_PER_SECOND);
      refilledAt = now;
      if (tokens >= 1) {
        tokens -= 1;
        return true;
      }
      drops += 1;
      if (drops > MAX_RATE_DROPS) expel();
      return false;
    },
    countMalformed: () => {
      malformed += 1;
      if (malformed > MAX_MALFORMED) expel();
    },
    countAuthFailure: () => {
      authFailures += 1;
      if (authFailures > MAX_AUTH_FAILURES) expel();
    },
    terminate: () => socket.terminate(),
  };
};
