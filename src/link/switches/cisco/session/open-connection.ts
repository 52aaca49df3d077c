/** One connection to one side: messages in, messages out. */
import { CtiError, isCtiError } from '../../../../protocol/error.ts';
import { createFramer, type DecodedMessage, decodeMessage, type EncodableMessage, encodeMessage, HEADER_BYTES, type OpaqueMessage } from '../codec/index.ts';
import type { CiscoAddress } from './address.ts';
import { MAX_BAD_FRAMES, MAX_UNSENT_BYTES } from './limits.ts';
import { isTlsAlert, openSocket, silenceHint, speaksTls } from './open-socket.ts';
import type { CiscoTls } from './tls-options.ts';

export interface ConnectionHandlers {
  open(): void;
  message(message: DecodedMessage): void;
  /** A frame that is no message: it was left out. `invokeId` is what would be its InvokeID, were it an answer. */
  badFrame(error: CtiError, messageType: number, invokeId: number | undefined): void;
  /** Once, and the last that is heard. */
  closed(error: CtiError): void;
}

export interface Connection {
  /**
   * What is urgent is few, and goes out also when the server does not read.
   * @throws CtiError `INVALID_ARGUMENT`, `NOT_SUPPORTED`, `TOO_LARGE` of the codec; `RATE_LIMITED` for a server that does not read; `UNREACHABLE`
   */
  send(message: EncodableMessage | OpaqueMessage, isUrgent?: boolean): void;
  /** Resets the connection; `closed` is told the reason. */
  reset(error: CtiError): void;
}

export const lostConnection = (why: string, cause?: unknown): CtiError =>
  new CtiError('UNREACHABLE', `The connection to the CTI Server is lost: ${why}.`, { ...(cause !== undefined && { cause }) });

export interface ConnectionParts {
  address: CiscoAddress;
  tls: boolean | CiscoTls | undefined;
  version: number;
  connectTimeoutMs: number;
}

export const openConnection = ({ address, tls, version, connectTimeoutMs }: ConnectionParts, handlers: ConnectionHandlers): Connection => {
  /** Something was read. Until then a connection that breaks may never have been one of a CTI Server. */
  let isHeard = false;
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
  const { socket, failure } = openSocket(address, tls, () => {
    if (isClosed) return;
    clearTimeout(late);
    isOpen = true;
    handlers.open();
  });
  const late = setTimeout(() => close(failure('ETIMEDOUT')), connectTimeoutMs);
  const broken = (why: string, cause?: unknown): CtiError =>
    lostConnection(isHeard ? why : `${why} before the server said anything. ${silenceHint(tls)}`, cause);
  const failed = (error: NodeJS.ErrnoException): CtiError => {
    // Only after the handshake does a server say that it wants a certificate of ours.
    const isRefusal = tls && !isHeard && error.code?.startsWith('ERR_SSL_');
    return isOpen && !isRefusal ? broken(error.code ?? 'it broke', error) : failure(error.code);
  };

  const refuse = (error: CtiError, frame: Uint8Array): void => {
    const view = new DataView(frame.buffer, frame.byteOffset);
    handlers.badFrame(error, view.getUint32(4), frame.length >= HEADER_BYTES + 4 ? view.getUint32(HEADER_BYTES) : undefined);
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

  socket.on('data', (bytes) => {
    if (!isHeard && !tls && isTlsAlert(bytes)) close(speaksTls());
    isHeard = true;
    framer.push(bytes);
  });
  // A server that closes its half has nothing more to say, and no session lives on in the other half.
  socket.on('end', () => close(isOpen ? broken('the server has closed it') : failure('ECONNRESET')));
  socket.on('error', (error: NodeJS.ErrnoException) => close(failed(error)));
  socket.on('close', () => close(lostConnection('it was closed')));

  return {
    send(message, isUrgent = false) {
      if (isClosed) throw lostConnection('nothing can be sent');
      if (socket.writableLength > MAX_UNSENT_BYTES && !isUrgent)
        throw new CtiError('RATE_LIMITED', 'The CTI Server does not read what was sent to it. This was not sent.');
      socket.write(encodeMessage(message, { version }));
    },
    reset: close,
  };
};
