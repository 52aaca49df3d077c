/** How an error crosses the link: code, message, details. Never a stack, never the words of an error that was not meant for the other side. */
import * as z from 'zod/mini';
import { CtiError, isCtiError } from '../../protocol/error.ts';
import { MAX_ERROR_DETAILS_BYTES, MAX_ERROR_MESSAGE_LENGTH } from '../../protocol/limits.ts';
import { type PlainData, plainDataSchema } from '../../protocol/plain-data.ts';
import { schemaOf, text } from '../../protocol/schema.ts';

export interface WireError {
  code: string;
  message: string;
  /** At most 8 KiB as JSON. */
  details?: PlainData | undefined;
}

const CODE = /^[A-Z][A-Z0-9_]{0,63}$/;

export const wireErrorSchema = schemaOf<WireError>()(() =>
  z.object({
    code: text(64, 1).check(z.refine((code) => CODE.test(code), 'must be a code in capitals')),
    message: text(MAX_ERROR_MESSAGE_LENGTH),
    details: z.optional(plainDataSchema()),
  }),
);

const fitting = (details: unknown): PlainData | undefined => {
  try {
    const json = JSON.stringify(details);
    return json !== undefined && json.length <= MAX_ERROR_DETAILS_BYTES ? (JSON.parse(json) as PlainData) : undefined;
  } catch {
    return undefined; // cyclic: details that cannot travel are left behind rather than cost the error itself
  }
};

/** What is no `CtiError` stays here: its words may hold anything. */
export const toWireError = (error: unknown): WireError => {
  if (!isCtiError(error) || !CODE.test(error.code)) return { code: 'HANDLER_FAILED', message: 'The link could not carry this out because of a fault in it.' };
  const details = fitting(error.details);
  return { code: error.code, message: String(error.message).slice(0, MAX_ERROR_MESSAGE_LENGTH), ...(details !== undefined && { details }) };
};

export const fromWireError = ({ code, message, details }: WireError): CtiError =>
  new CtiError(code, message, typeof details === 'object' && details !== null && !Array.isArray(details) ? { details: { ...details } } : undefined);
