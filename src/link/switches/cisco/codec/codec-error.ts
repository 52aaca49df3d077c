/** What can go wrong: a frame that is no message, a message that cannot be written, something this version does not have. */
export type CodecErrorCode = 'BAD_FRAME' | 'INVALID_ARGUMENT' | 'NOT_SUPPORTED' | 'TOO_LARGE';

/** Where it went wrong. Never a value: it may be a number, a name or a password. */
export interface CodecErrorDetails extends Record<string, unknown> {
  messageType?: number;
  /** Byte of the frame, from its first. */
  offset?: number;
  /** The field, by its name in the message. */
  field?: string;
  maxBytes?: number;
}

/**
 * The codec's error. It imports nothing, so this is a class of its own; it carries the name that `isCtiError` goes by.
 * - `BAD_FRAME`: the peer sent bytes that are not a message of its protocol version. Decoding cannot be retried.
 * - `INVALID_ARGUMENT`: a field of the message to send is missing or out of its range. `details.field` says which.
 * - `NOT_SUPPORTED`: the protocol version is outside 13 to 25, or it does not have this message.
 * - `TOO_LARGE`: more bytes than the protocol allows, in a frame or in the named variables of one message.
 */
export class CodecError extends Error {
  override readonly name = 'CtiError';
  readonly code: CodecErrorCode;
  readonly details: CodecErrorDetails;

  constructor(code: CodecErrorCode, message: string, details: CodecErrorDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}
