/**
 * Every error of Ringframe: one class, one string code. A code is API (changing one is a major version), a message is not.
 */

/** All codes, with what the reader of one can do. Codes of a newer peer pass through as they are. */
export const CTI_ERROR_CODES = {
  // the connection
  ORIGIN_REFUSED: 'The other page has an origin that was not configured. The message names both.',
  PROTOCOL_MISMATCH: 'The two pages speak no common protocol version. Upgrade the older one; host first.',
  NO_ANSWER: 'No page with ringframe answered in the frame. The message lists what to check.',
  LOAD_FAILED: 'A part of the library could not be loaded: no network, or its files are no longer served. Try again, or reload the page.',
  NOT_READY: 'There is no connection at this moment. Wait for the status `ready`.',
  SESSION_REPLACED: 'The other page was reloaded while this call was under way. Ask again if it still matters.',
  CUT_OFF: 'The other page sent far more messages than agreed and was disconnected.',
  DISPOSED: 'This object was disposed; make a new one.',
  // one call
  METHOD_NOT_FOUND: 'The other page knows no such method.',
  NOT_SUPPORTED: 'The other page, or the phone, does not grant this ability.',
  INVALID_ARGUMENT: 'An argument is not of the documented shape. `details.issues` says which.',
  INVALID_RESULT: 'The other page answered with something that is not of the documented shape.',
  TOO_LARGE: 'The message is larger than the other page accepts.',
  RATE_LIMITED: 'Too many messages in a short time. This one was not carried out.',
  TIMEOUT: 'No answer within the deadline. Whether it was carried out is unknown.',
  ABORTED: 'The caller gave up through its AbortSignal.',
  NOT_CLONEABLE: 'A value cannot travel between pages (a function, a DOM node, a proxy).',
  HANDLER_FAILED: 'The other page threw while carrying it out. Its own console has the reason.',
  // the phone
  NO_SUCH_CALL: 'There is no call with this id.',
  INVALID_STATE: 'The call, or the phone, is in a state in which this cannot be done.',
  INVALID_NUMBER: 'This is not something that can be dialled.',
  NOT_CONNECTED: 'The phone is not connected to its phone system.',
  UNAUTHORIZED: 'The phone system refused the user name or password.',
  UNREACHABLE: 'The phone system cannot be reached.',
  TAKEN_OVER: 'The agent has connected from somewhere else, and the phone is there now. Connect again to take it back.',
  NO_MICROPHONE: 'No microphone was found.',
  PERMISSION_DENIED: 'The use of the microphone was not allowed.',
  MEDIA_FAILED: 'The audio of the call could not be set up.',
  BAD_FRAME: 'The phone system sent bytes that are not a message of its protocol. `details` says where.',
  REFUSED: 'The phone system refused. `details` has its own code and text.',
  BUSY: 'The other party is busy.',
  TRANSFER_TOO_LARGE: 'The record and the notes are more than the call can carry here. Shorten the notes; or let the CRM keep them and give a `transferId`.',
  // the CRM
  SEARCH_FAILED: 'The CRM could not search.',
  POP_REFUSED: 'The CRM will not open this target, for example a URL of a foreign origin.',
  NO_SUCH_ACTION: 'The CRM has no action of this name.',
  MISSING_VALUE: 'A placeholder of a pop rule, such as `[[cti.ani]]`, has no value for this call. `details.placeholder` names it.',
  LOG_REFUSED: 'The CRM will never accept this log as it is. `details` may name fields.',
} as const;

export type KnownErrorCode = keyof typeof CTI_ERROR_CODES;
/** A known code, or the code of a newer peer. */
export type CtiErrorCode = KnownErrorCode | (string & {});

/** Values an error may carry: plain data, capped when it crosses (8 KiB). */
export type CtiErrorDetails = Record<string, unknown>;

/**
 * @example
 * try { await softphone.dial('+46 8 123 456 78'); }
 * catch (error) { if (isCtiError(error, 'NO_MICROPHONE')) showMicrophoneHelp(); else throw error; }
 */
export class CtiError extends Error {
  override readonly name = 'CtiError';
  readonly code: CtiErrorCode;
  readonly details: CtiErrorDetails | undefined;

  constructor(code: CtiErrorCode, message: string, options?: { details?: CtiErrorDetails | undefined; cause?: unknown }) {
    super(message, options && 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.details = options?.details;
  }
}

/** True for a CtiError of any realm or copy of the library: it goes by name, since `instanceof` fails across frames. */
export const isCtiError = <Code extends CtiErrorCode = CtiErrorCode>(value: unknown, code?: Code): value is CtiError & { code: Code } =>
  typeof value === 'object' &&
  value !== null &&
  (value as { name?: unknown }).name === 'CtiError' &&
  typeof (value as { code?: unknown }).code === 'string' &&
  (code === undefined || (value as { code: string }).code === code);
