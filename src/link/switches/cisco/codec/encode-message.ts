import { CodecError } from './codec-error.ts';
import type { CodecOptions } from './decode-message.ts';
import { HEADER_BYTES, maxSentBytes } from './limits.ts';
import type { EncodableMessage, OpaqueMessage } from './message.ts';
import { versionCodec } from './version-codec.ts';
import { putBytes, putInteger, writer } from './write.ts';

const encodeOpaque = ({ messageType, body }: OpaqueMessage): number => {
  if (!Number.isInteger(messageType) || messageType < 0 || messageType > 0xffffffff)
    throw new CodecError('INVALID_ARGUMENT', 'a message with a body needs its number as messageType', { field: 'messageType' });
  writer.at = HEADER_BYTES;
  putBytes(writer, body, Number.POSITIVE_INFINITY, 'body');
  return messageType;
};

/**
 * Encodes one message as a frame of this protocol version, fields in the guide's order. What the version does not have is left out,
 * as the CTI Server does towards older clients. Counts of the fixed part may be left out: they are the lists' lengths. A count
 * that is given is written as given, a floating count only then.
 * Checked before a byte is written anywhere: names of fields, ranges, lengths of texts, entries of lists and that they can be told apart,
 * named variables (32 and 210 characters, 2,000 bytes together), the largest message (4,329 bytes up to version 19, then 12,500).
 * @throws CtiError `INVALID_ARGUMENT` with the field in `details` and no value anywhere, `TOO_LARGE`, or `NOT_SUPPORTED` for a message or
 * version that there is not.
 * @example
 * socket.write(encodeMessage({ messageType: 'HEARTBEAT_REQ', invokeId: 8 }, { version: 15 }));
 */
export const encodeMessage = (message: EncodableMessage | OpaqueMessage, { version }: CodecOptions): Uint8Array => {
  const codec = versionCodec(version);
  if (typeof message !== 'object' || message === null) throw new CodecError('INVALID_ARGUMENT', 'a message must be an object', { field: 'message' });
  writer.maxBytes = maxSentBytes(version);
  writer.namedBytes = 0;
  let number: number;
  if ('body' in message) number = encodeOpaque(message);
  else {
    const { messageType, encode } = codec.encoderOf(message.messageType, 'failureCode' in message);
    encode(message as unknown as Readonly<Record<string, unknown>>, writer);
    number = messageType;
  }
  const end = writer.at;
  writer.at = 0;
  putInteger(writer, end - HEADER_BYTES, 4);
  putInteger(writer, number, 4);
  return writer.bytes.slice(0, end);
};
