import { CodecError } from './codec-error.ts';
import { HEADER_BYTES, MAX_RECEIVED_BYTES } from './limits.ts';
import { readU4 } from './read.ts';

export interface FramerHandlers {
  /** One whole frame. A view of the chunk where it came whole in one; whoever keeps it copies it. */
  frame(bytes: Uint8Array): void;
  /**
   * The stream is of no more use: a length was read that no message has, and nothing in the stream says where the next begins.
   * Called once; close the connection with this reason. `BAD_FRAME`.
   */
  reset(reason: CodecError): void;
}

export interface Framer {
  /** The next bytes of the connection, split anywhere. Ignored after a reset. */
  push(chunk: Uint8Array): void;
  /** Bytes of a frame whose rest has not come yet. */
  readonly pendingBytes: number;
}

/**
 * Cuts the bytes of one connection into frames, for `decodeMessage`. Holds at most one frame (16 KiB), and allocates it only when
 * its header has come. Make a new one for each connection.
 * @example
 * const framer = createFramer({ frame: (bytes) => handle(decodeMessage(bytes, { version })), reset: (reason) => socket.destroy(reason) });
 * socket.on('data', framer.push);
 */
export const createFramer = ({ frame, reset }: FramerHandlers): Framer => {
  const header = new Uint8Array(HEADER_BYTES);
  /** What is being filled: the header, then a frame of the length that it says. */
  let pending = header;
  let filled = 0;
  let isReset = false;

  /** The length of the frame whose header is here, or undefined after a reset. */
  const frameBytes = (bytes: Uint8Array, at: number): number | undefined => {
    const length = readU4(bytes, at) + HEADER_BYTES;
    if (length <= MAX_RECEIVED_BYTES) return length;
    isReset = true;
    pending = header;
    filled = 0;
    reset(
      new CodecError(
        'BAD_FRAME',
        `MessageLength says ${length} bytes; a message has at most ${MAX_RECEIVED_BYTES}. The peer is no CTI Server, or the stream is damaged: check host and port`,
        {
          maxBytes: MAX_RECEIVED_BYTES,
        },
      ),
    );
    return undefined;
  };

  /** Goes on with the frame that began in an earlier chunk; returns how much of this one it took. */
  const fill = (chunk: Uint8Array, at: number): number => {
    const taken = Math.min(chunk.length - at, pending.length - filled);
    pending.set(chunk.subarray(at, at + taken), filled);
    filled += taken;
    if (filled < pending.length) return taken;
    if (pending === header) {
      const length = frameBytes(header, 0);
      if (length === undefined) return taken;
      pending = new Uint8Array(length);
      pending.set(header);
      if (length > HEADER_BYTES) return taken;
    }
    const whole = pending;
    pending = header;
    filled = 0;
    frame(whole);
    return taken;
  };

  return {
    push: (chunk) => {
      let at = 0;
      while (!isReset && at < chunk.length) {
        if (filled === 0 && chunk.length - at >= HEADER_BYTES) {
          const length = frameBytes(chunk, at);
          if (length === undefined) return;
          if (chunk.length - at >= length) {
            at += length;
            frame(chunk.subarray(at - length, at));
            continue;
          }
        }
        at += fill(chunk, at);
      }
    },
    get pendingBytes() {
      return filled;
    },
  };
};
