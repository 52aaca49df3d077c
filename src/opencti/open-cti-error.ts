/** Errors of Ringframe in the terms of Open CTI. */
import { CtiError, isCtiError } from '../protocol/error.ts';

/** One of `errors` in an answer of `sforce.opencti`. */
export interface OpenCtiError {
  code: 'INVALID_PARAM' | 'GENERIC_ERROR' | 'SERVER_ERROR' | 'SOFTPHONE_CONTAINER_ERROR';
  description: string;
  /** What the CRM said about a record that it did not save: `fieldErrors` by field, each a list. */
  details?: Record<string, unknown>;
}

const codesOf: Record<Exclude<OpenCtiError['code'], 'GENERIC_ERROR'>, string> = {
  INVALID_PARAM: 'INVALID_ARGUMENT TOO_LARGE NOT_CLONEABLE POP_REFUSED',
  SERVER_ERROR: 'HANDLER_FAILED INVALID_RESULT SEARCH_FAILED NO_SUCH_ACTION LOG_REFUSED TIMEOUT',
  SOFTPHONE_CONTAINER_ERROR: 'NOT_READY NO_ANSWER ORIGIN_REFUSED PROTOCOL_MISMATCH SESSION_REPLACED CUT_OFF DISPOSED LOAD_FAILED',
};

export const toCtiError = (error: unknown): CtiError =>
  isCtiError(error) ? error : new CtiError('HANDLER_FAILED', error instanceof Error ? error.message : String(error));

export const toOpenCtiError = (error: CtiError): OpenCtiError => {
  const [code = 'GENERIC_ERROR'] = Object.entries(codesOf).find(([, codes]) => codes.split(' ').includes(error.code)) ?? [];
  const answer: OpenCtiError = { code: code as OpenCtiError['code'], description: error.message };
  if (error.details?.fieldErrors) answer.details = { message: error.message, ...error.details };
  return answer;
};
