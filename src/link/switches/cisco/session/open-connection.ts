/** One TCP connection to one side: messages in, messages out. All that is known of sockets is here. */
import { connect } from 'node:net';
import { CtiError, isCtiError } from '../../../../protocol/error.ts';
import { createFramer, type DecodedMessage, decodeMessage, type EncodableMessage, encodeMessage, HEADER_BYTES, type OpaqueMessage } from '../codec/index.ts';
import { MAX_BAD_FRAMES, MAX_UNSENT_BYTES } from './limits.ts';

export interface CiscoAddress {
  host: string;
  /** 42027 for side A and 43027 for side B, where the site has not chosen others. */
  port: number;
}

export interface ConnectionHandlers {
  open(): void;
  message(message: DecodedMessage): void;
  /** A frame that is no message: it was left out. `invokeId` is what would have been its InvokeID. */
  badFrame(error: CtiError, invokeId: number | undefined): void;
  /** Once, and the last that is heard. */
  closed(error: CtiError): void;
}

export interface Connection {
  /** @throws CtiError `INVALID_ARGUMENT`, `NOT_SUPPORTED`, `TOO_LARGE` of the codec; `RATE_LIMITED` for a server that does not read; `NOT_CONNECTED` */
  send(message: EncodableMessage | OpaqueMessage): void;
  /** Resets the connection; `closed` is told the reason. */
  reset(error: CtiError): void;
}

export const lostConnection = (why: string, cause?: unknown): CtiError =>
  new CtiError('UNREACHABLE', `The connection to the CTI Server is lost: ${why}.`, { ...(cause !== undefined && { cause }) });

const unreachable = (code: string | undefined): CtiError =>
  new CtiError('UNREACHABLE', `The CTI Server cannot be reached (${code ?? 'no answer'}): check host and port of this side, and what lies between.`, {
    details: { code },
  });

export const openConnection = (address: CiscoAddress, version: number, connectTimeoutMs: number, handlers: ConnectionHandlers): Connection => {
  const socket = connect({ host: address.host, port: address.port, noDelay: true });
  let isOpen = false;
  let isClosed = false;
  let badFrames = 0;

  const close = (error: CtiError): void => {
    if (isClosed) return;
    isClosed = true;
    clearTimeout(late);
    socket.destroy();
    handlers.closed(error);
  };
  const late = setTimeout(() => close(unreachable('ETIMEDOUT')), connectTimeoutMs);

  const refuse = (error: CtiError, frame: Uint8Array): void => {
    const hasNumber = frame.length >= HEADER_BYTES + 4;
    handlers.badFrame(error, hasNumber ? new DataView(frame.buffer, frame.byteOffset).getUint32(HEADER_BYTES) : undefined);
    badFrames += 1;
    if (badFrames >= MAX_BAD_FRAMES)
      close(new CtiError('BAD_FRAME', `${badFrames} messages in a row are not of protocol version ${version}. The peer is no CTI Server, or speaks another.`));
  };

  const framer = createFramer({
    frame(bytes) {
      if (isClosed) return;
      let message: DecodedMessage;
      try {
        message = decodeMessage(bytes, { version });
      } catch (error) {
        if (isCtiError(error)) refuse(error, bytes);
        else close(lostConnection('a message could not be read', error));
        return;
      }
      badFrames = 0;
      handlers.message(message);
    },
    reset: close,
  });

  socket.on('connect', () => {
    if (isClosed) return;
    isOpen = true;
    clearTimeout(late);
    handlers.open();
  });
  socket.on('data', framer.push);
  // A server that closes its half has nothing more to say, and no session lives on in the other half.
  socket.on('end', () => close(lostConnection('the server has closed it')));
  socket.on('error', (error: NodeJS.ErrnoException) => close(isOpen ? lostConnection(error.code ?? 'it broke', error) : unreachable(error.code)));
  socket.on('close', () => close(lostConnection('it was closed')));

  return {
    send(message) {
      if (isClosed) throw lostConnection('nothing can be sent');
      if (socket.writableLength > MAX_UNSENT_BYTES) throw new CtiError('RATE_LIMITED', 'The CTI Server does not read what was sent to it. This was not sent.');
      socket.write(encodeMessage(message, { version }));
    },
    reset: close,
  };
};
