import { CodecError } from './codec-error.ts';
import { HEADER_BYTES, MAX_RECEIVED_BYTES } from './limits.ts';
import type { DecodedMessage } from './message.ts';
import { copyBytes, readU4 } from './read.ts';
import { opaqueName, versionCodec } from './version-codec.ts';

export interface CodecOptions {
  /** Protocol version of the session, 13 to 25: the one of its OPEN_REQ. It decides which fields there are; lengths never do. */
  version: number;
}

/**
 * Decodes one whole frame, from its MessageLength on, at most 16 KiB. Nothing of it is kept: bytes in the result are copies.
 * Counts of a peer are given as they came, but never believed: a list has the entries that are there.
 * Messages without a public body, and those that this version does not have, come as `{ messageType, name, body }`.
 * `encodeMessage` gives the same bytes back, but for what these values do not hold: bytes of a text behind its NUL, or that it had none,
 * and BOOLs other than 0 and 1, which are true.
 * Source: Cisco's CTI Server Message Reference Guide (GED-188).
 * @throws CtiError `BAD_FRAME` for bytes that are no such frame, with the offset; `NOT_SUPPORTED` for another version.
 * @example
 * const message = decodeMessage(frame, { version: 15 });
 * if (message.name === 'AGENT_STATE_EVENT') show(message.agentId, message.agentState);
 */
export const decodeMessage = (frame: Uint8Array, { version }: CodecOptions): DecodedMessage => {
  const codec = versionCodec(version);
  if (!(frame instanceof Uint8Array)) throw new CodecError('INVALID_ARGUMENT', 'a frame must be a Uint8Array', { field: 'frame' });
  if (frame.length < HEADER_BYTES)
    throw new CodecError('BAD_FRAME', `a frame has a header of ${HEADER_BYTES} bytes; this has ${frame.length}`, { offset: frame.length });
  if (frame.length > MAX_RECEIVED_BYTES) throw new CodecError('BAD_FRAME', `a frame has at most ${MAX_RECEIVED_BYTES} bytes`, { maxBytes: MAX_RECEIVED_BYTES });
  const messageType = readU4(frame, 4);
  if (readU4(frame, 0) !== frame.length - HEADER_BYTES)
    throw new CodecError('BAD_FRAME', `MessageLength is not the ${frame.length - HEADER_BYTES} bytes that follow the header`, { messageType, offset: 0 });
  const decode = codec.decoderOf(messageType, frame.length);
  // The layout that the decoder was compiled from is the one that the type was computed from.
  if (decode) return decode(frame) as unknown as DecodedMessage;
  return { messageType, name: opaqueName(messageType, version), body: copyBytes(frame, HEADER_BYTES, frame.length) };
};
