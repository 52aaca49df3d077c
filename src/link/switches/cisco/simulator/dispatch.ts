/** What becomes of each message of a client: whatever it sends, it gets a typed answer, and others notice nothing. */
import {
  CodecError,
  type DecodedMessage,
  decodeMessage,
  type EncodableMessage,
  encodeMessage,
  type Message,
  type MessageName,
  Service,
  StatusCode,
} from '../codec/index.ts';
import type { Client } from './client.ts';
import type { Handler, Handlers } from './handlers.ts';
import { MAX_BAD_MESSAGES, MAX_PENDING } from './limits.ts';
import type { Opening } from './open-session.ts';
import type { RecordingAnswer } from './recorders.ts';
import { Refusal, refused } from './refusal.ts';
import { requirePeripheral } from './request-rules.ts';
import type { Server } from './server.ts';

/** What the server keeps to itself, for tests of clients. */
export type Hush = 'nothing' | 'heartbeats' | 'everything';

export interface Dispatch {
  receive(client: Client, frame: Uint8Array): void;
  refuse(client: Client, invokeId: number, why: Refusal, at?: number, delayMs?: number): void;
}

export interface DispatchParts {
  server: Server;
  handlers: Handlers;
  opening: Opening;
  confirmations: 'before' | 'after';
  hush(): Hush;
  /** Milliseconds from a request to its answer. */
  answerMs(): number;
  /** A status that OPEN_REQ is refused with, whatever it says. */
  openRefusal(): number | undefined;
  close(client: Client, status: number): void;
  cutOff(client: Client): void;
  onOpened(client: Client): void;
  /** A fault of the simulator's own: tests expect none. */
  onFault(error: unknown): void;
}

const OPEN_REQ = 3;
const OPEN_FIXED_BYTES = 52;
const VERSION_AT = 12;
const INVOKE_ID_AT = 8;

const answers: ReadonlySet<string> = new Set(['START_RECORDING_CONF', 'STOP_RECORDING_CONF', 'FAILURE_CONF', 'CONTROL_FAILURE_CONF']);

const u4 = (frame: Uint8Array, at: number): number => (frame.length < at + 4 ? 0 : new DataView(frame.buffer, frame.byteOffset).getUint32(at));

/** As it would be sent: a text that is too long for its field would not be. */
const requireLengths = (message: Message, version: number): void => {
  try {
    encodeMessage(message, { version });
  } catch (error) {
    if (!(error instanceof CodecError)) throw error;
    const { field = '' } = error.details;
    if (error.code === 'TOO_LARGE') throw refused('E_CTI_TOO_MUCH_DATA');
    throw refused(/^(callVariable|callWrapupData|named)/.test(field) ? 'E_CTI_VALUE_TOO_LONG' : 'E_CTI_INVALID_FIELD_LENGTH');
  }
};

export const createDispatch = (parts: DispatchParts): Dispatch => {
  const { server, handlers, opening, confirmations } = parts;
  const { turns } = server.world;

  /** After the time that answers take. */
  const later = (client: Client, work: () => void, delayMs: number): void => {
    if (client.pending >= MAX_PENDING) {
      parts.cutOff(client);
      return;
    }
    client.pending += 1;
    turns.later(() => {
      client.pending -= 1;
      work();
    }, delayMs);
  };

  const answer = (client: Client, message: EncodableMessage, at: number, delayMs = parts.answerMs()): void => {
    if (delayMs > 0) later(client, () => client.send(message), delayMs);
    else if (confirmations === 'before') client.send(message, at);
    else client.sendLast(message);
  };

  const refuse: Dispatch['refuse'] = (client, invokeId, { kind, code }, at = client.queued, delayMs) => {
    const isControl = kind === 'control';
    if (isControl) answer(client, { messageType: 'CONTROL_FAILURE_CONF', invokeId, failureCode: code, peripheralErrorCode: 0 }, at, delayMs);
    else answer(client, { messageType: 'FAILURE_CONF', invokeId, status: code }, at, delayMs);
  };

  const bad = (client: Client, invokeId: number, status: keyof typeof StatusCode): void => {
    client.badMessages += 1;
    refuse(client, invokeId, refused(status));
    if (client.badMessages >= MAX_BAD_MESSAGES) parts.cutOff(client);
  };

  const decode = (client: Client, frame: Uint8Array, version: number): DecodedMessage | undefined => {
    try {
      return decodeMessage(frame, { version });
    } catch (error) {
      if (!(error instanceof CodecError)) throw error;
      // Too short for its fixed part, or its floating part does not come out even.
      const isShort = error.details.offset === frame.length;
      bad(client, u4(frame, INVOKE_ID_AT), isShort ? 'E_CTI_INVALID_MESSAGE_LENGTH' : 'E_CTI_BAD_MESSAGE_FORMAT');
      return undefined;
    }
  };

  const attempt = (client: Client, invokeId: number, work: () => void, delayMs?: number): void => {
    const at = client.queued;
    try {
      work();
    } catch (error) {
      if (!(error instanceof Refusal)) parts.onFault(error);
      refuse(client, invokeId, error instanceof Refusal ? error : refused('E_CTI_UNSPECIFIED_FAILURE'), at, delayMs);
    }
  };

  const open = (client: Client, frame: Uint8Array): void => {
    const invokeId = u4(frame, INVOKE_ID_AT);
    if (frame.length < OPEN_FIXED_BYTES) {
      bad(client, invokeId, 'E_CTI_INVALID_MESSAGE_LENGTH');
      return;
    }
    attempt(
      client,
      invokeId,
      () => {
        const status = parts.openRefusal();
        if (status !== undefined) throw new Refusal('status', status);
        const version = opening.requireVersion(u4(frame, VERSION_AT));
        const message = decode(client, frame, version);
        if (message?.name !== 'OPEN_REQ' || 'body' in message) return;
        requireLengths(message, version);
        client.version = version;
        opening.open(client, message);
        parts.onOpened(client);
      },
      0,
    );
  };

  const openInTime = (client: Client, frame: Uint8Array): void => {
    const delayMs = parts.answerMs();
    if (delayMs === 0) open(client, frame);
    else {
      // The frame may be a view of bytes that are used again.
      const kept = frame.slice();
      later(client, () => !client.isClosed && client.id === 0 && open(client, kept), delayMs);
    }
  };

  const request = (client: Client, message: Message): void => {
    // Looked up by a name that the codec gave, in a table without a prototype.
    const handler = table.get(message.name) as Handler<MessageName> | undefined;
    const invokeId = 'invokeId' in message ? message.invokeId : 0;
    if (!handler) {
      bad(client, invokeId, 'E_CTI_BAD_MESSAGE_FORMAT');
      return;
    }
    const run = (delayMs: number): void => {
      const at = client.queued;
      if ('peripheralId' in message && !handler.ofAnyPeripheral) requirePeripheral(server, message.peripheralId);
      const confirmation = handler.run(client, message as never);
      if (confirmation) answer(client, confirmation, at, delayMs);
    };
    attempt(client, invokeId, () => {
      const { services } = handler;
      if (services.length > 0 && !services.some((name) => (client.services & Service[name]) !== 0)) throw refused('E_CTI_FUNCTION_NOT_AVAILABLE');
      requireLengths(message, client.version);
      const delayMs = parts.answerMs();
      if (handler.isQuery && delayMs > 0) later(client, () => attempt(client, invokeId, () => run(0), 0), delayMs);
      else run(delayMs);
    });
  };
  const table: ReadonlyMap<string, unknown> = new Map(Object.entries(handlers));

  return {
    refuse,
    receive(client, frame) {
      if (client.isClosed) return;
      client.heardAt = turns.now();
      const hush = parts.hush();
      if (hush === 'everything') return;
      const messageType = u4(frame, 4);
      if (client.id === 0) {
        if (messageType === OPEN_REQ) openInTime(client, frame);
        else bad(client, u4(frame, INVOKE_ID_AT), 'E_CTI_SESSION_NOT_OPEN');
        return;
      }
      if (messageType === OPEN_REQ) {
        bad(client, u4(frame, INVOKE_ID_AT), 'E_CTI_SESSION_ALREADY_OPEN');
        return;
      }
      const message = decode(client, frame, client.version);
      if (!message) return;
      if ('body' in message) bad(client, u4(frame, INVOKE_ID_AT), 'E_CTI_INVALID_MSG_TYPE_FOR_VERSION');
      else if (message.name === 'HEARTBEAT_REQ') {
        if (hush !== 'heartbeats') client.send({ messageType: 'HEARTBEAT_CONF', invokeId: message.invokeId });
      } else if (message.name === 'CLOSE_REQ') {
        client.send({ messageType: 'CLOSE_CONF', invokeId: message.invokeId });
        parts.close(client, message.status);
      } else if (answers.has(message.name)) server.recorders.answer(client, message as RecordingAnswer);
      else request(client, message);
    },
  };
};
