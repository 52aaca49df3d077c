/** How an error crosses: code, message, details. Never a stack, never the words of an error that was not meant for the other side. */
import { CtiError, isCtiError } from '../protocol/error.ts';
import { MAX_ERROR_DETAILS_BYTES, MAX_ERROR_MESSAGE_LENGTH } from '../protocol/limits.ts';
import { measure } from './measure.ts';

export interface WireError {
  code: string;
  message: string;
  details?: Record<string, unknown> | undefined;
}

const CODE = /^[A-Z][A-Z0-9_]{0,63}$/;

const fits = (details: unknown): details is Record<string, unknown> => {
  if (typeof details !== 'object' || details === null || Array.isArray(details)) return false;
  try {
    measure(details, MAX_ERROR_DETAILS_BYTES);
    return true;
  } catch {
    return false;
  }
};

/** Details that are too long or cannot travel are left behind rather than cost the error itself. */
export const toWireError = (error: unknown, method: string): WireError => {
  if (!isCtiError(error) || !CODE.test(error.code)) return { code: 'HANDLER_FAILED', message: `${method} failed on the other side.` };
  // It is known by its name only, so its message may be anything.
  const message: unknown = error.message;
  const wire: WireError = { code: error.code, message: typeof message === 'string' ? message.slice(0, MAX_ERROR_MESSAGE_LENGTH) : `${method} was refused.` };
  if (fits(error.details)) wire.details = error.details;
  return wire;
};

/** Trusts nothing: whatever came, a CtiError results. */
export const fromWireError = (wire: unknown, method: string): CtiError => {
  const { code, message, details } = (typeof wire === 'object' && wire !== null ? wire : {}) as Partial<Record<keyof WireError, unknown>>;
  if (typeof code !== 'string' || !CODE.test(code)) return new CtiError('HANDLER_FAILED', `${method} failed on the other side.`);
  return new CtiError(code, typeof message === 'string' ? message.slice(0, MAX_ERROR_MESSAGE_LENGTH) : `${method} failed on the other side.`, {
    details: fits(details) ? { ...details } : undefined,
  });
};
