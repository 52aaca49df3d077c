/** GED-188, the protocol of Cisco's CTI Server, versions 13 to 25: bytes in, values out. */
export { CodecError, type CodecErrorCode, type CodecErrorDetails } from './codec-error.ts';
export { type CodecOptions, decodeMessage } from './decode-message.ts';
export { encodeMessage } from './encode-message.ts';
export * from './enumerations/index.ts';
export { createFramer, type Framer, type FramerHandlers } from './framer.ts';
export type { NamedArrayElement, NamedVariable } from './layout-fields.ts';
export * from './limits.ts';
export type { DecodedMessage, EncodableMessage, LongFailure, Message, MessageName, OpaqueMessage, Remainder, UnknownField } from './message.ts';
