import { type CtiError, type CtiErrorCode, isCtiError } from '../../../../protocol/error.ts';

/** Said by a server or a peripheral that cannot answer at this moment, or not to this client: what was asked about may be there all the same. */
const noAnswers: readonly CtiErrorCode[] = ['TIMEOUT', 'UNREACHABLE', 'RATE_LIMITED', 'BUSY', 'NOT_CONNECTED', 'NOT_SUPPORTED'];

/** The server has answered, and the answer is no. */
export const isRefusal = (error: unknown): error is CtiError =>
  isCtiError(error) && error.details !== undefined && ('status' in error.details || 'failureCode' in error.details) && !noAnswers.includes(error.code);
