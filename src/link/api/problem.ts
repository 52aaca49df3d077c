/** How errors of the API look: `{ code, message, details? }` with the status that fits the code. */
import { toWireError, type WireError } from '../../phone/link/wire.ts';
import { CtiError, type CtiErrorDetails, type KnownErrorCode } from '../../protocol/error.ts';
import { RETRY_AFTER_SECONDS } from './limits.ts';

/** Whether a code has another status now and then: `UNAUTHORIZED` is 401 for a wrong key, but a wrong password of an agent's is not. */
export const statusByCode = {
  INVALID_ARGUMENT: 400,
  UNAUTHORIZED: 403,
  ORIGIN_REFUSED: 403,
  NO_SUCH_CALL: 404,
  METHOD_NOT_FOUND: 404,
  INVALID_STATE: 409,
  BUSY: 409,
  TOO_LARGE: 413,
  INVALID_NUMBER: 422,
  REFUSED: 422,
  RATE_LIMITED: 429,
  HANDLER_FAILED: 500,
  NOT_SUPPORTED: 501,
  NOT_CONNECTED: 503,
  UNREACHABLE: 503,
  ABORTED: 503,
  TIMEOUT: 504,
} as const satisfies Partial<Record<KnownErrorCode, number>>;

/** Codes of a phone system that are not ours. */
const OTHER_STATUS = 502;

const headersByStatus: Readonly<Record<number, Record<string, string>>> = {
  401: { 'www-authenticate': 'Bearer' },
  429: { 'retry-after': String(RETRY_AFTER_SECONDS) },
  503: { 'retry-after': String(RETRY_AFTER_SECONDS) },
};

const statuses = new WeakMap<CtiError, { status: number; headers: Record<string, string> }>();

/** An error whose status is not the one its code has. */
export const problem = (
  status: number,
  code: KnownErrorCode,
  message: string,
  { details, headers = {} }: { details?: CtiErrorDetails | undefined; headers?: Record<string, string> | undefined } = {},
): CtiError => {
  const error = new CtiError(code, message, { details });
  statuses.set(error, { status, headers });
  return error;
};

export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** JSON. */
  body?: string | undefined;
}

const statusOf = ({ code }: WireError): number => (Object.hasOwn(statusByCode, code) ? statusByCode[code as keyof typeof statusByCode] : OTHER_STATUS);

/** What is no `CtiError` is a fault, of which nothing is told. */
export const answerToError = (error: unknown): Answer => {
  const wire = toWireError(error);
  const { status, headers } = statuses.get(error as CtiError) ?? { status: statusOf(wire), headers: {} };
  // Aborted is what was under way when the link stops: the connection is of no more use.
  const last = wire.code === 'ABORTED' ? { connection: 'close' } : {};
  return { status, headers: { ...headersByStatus[status], ...headers, ...last, 'content-type': 'application/json' }, body: JSON.stringify(wire) };
};
