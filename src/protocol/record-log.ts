/** A log that is a record of the softphone's own making: Open CTI's `saveLog`, an upsert of any object. */
import * as z from 'zod/mini';
import { type FieldValues, fieldValuesSchema } from './field-values.ts';
import { id, personName, schemaOf } from './schema.ts';

export interface RecordLog {
  /** The idempotency key: saving twice under one id must leave one record. `saveLog` makes one where it is left out. */
  id: string;
  /** The kind of record to create, such as `Task`. May be left out when `recordId` says what to change. */
  objectType?: string | undefined;
  /** The record to change. Left out: a new one. */
  recordId?: string | undefined;
  fields: FieldValues;
}

/** What is wrong with one field, in `details.fieldErrors[<name>]` of a `LOG_REFUSED`. */
export interface FieldError {
  message: string;
  code?: string | undefined;
}

export const recordLogSchema = schemaOf<RecordLog>()(() =>
  z
    .object({ id: id(), objectType: z.optional(personName()), recordId: z.optional(id()), fields: fieldValuesSchema() })
    .check(z.refine((log) => log.objectType !== undefined || log.recordId !== undefined, 'either objectType or recordId must be given')),
);
