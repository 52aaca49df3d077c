/** One finished call, as it goes into the CRM. */
import * as z from 'zod/mini';
import { type CallCause, type CallDirection, callCauses, callDirections } from './call.ts';
import { MAX_LOG_ID_LENGTH, MAX_NOTES_LENGTH } from './limits.ts';
import { type RecordReference, recordReferenceSchema } from './record.ts';
import { amount, flag, id, number, oneOf, oneOfOr, personName, schemaOf, stringMap, text, time, whole } from './schema.ts';

export interface CallLog {
  /** The idempotency key: saving twice under one id must leave one entry. Made from the call's id and the agent's address. */
  id: string;
  callId: string;
  direction: CallDirection;
  /** The far end's number as received, and in E.164 where it could be made out. */
  number: string;
  e164?: string | undefined;
  /** Display name the phone system gave for the far end. */
  name?: string | undefined;
  /** The number the caller dialled. */
  called?: string | undefined;
  /** The agent's own address at the phone system. */
  agent: string;
  /** In milliseconds since 1970. `answeredAt` is missing on a call that was never answered. */
  startedAt: number;
  answeredAt?: number | undefined;
  endedAt: number;
  /** Conversation time in seconds, from a clock that does not jump; 0 when never answered. */
  durationSeconds: number;
  /** False with the cause `unknown`: nobody told whether it was. */
  answered: boolean;
  cause: CallCause;
  notes?: string | undefined;
  /** Wrap-up code, as chosen by the agent. */
  disposition?: string | undefined;
  record?: RecordReference | undefined;
  data?: Record<string, string> | undefined;
}

/** What became of a log. `queued`: the CRM could not take it yet; it is kept and tried again. */
export interface SaveLogResult {
  status: 'saved' | 'queued';
  /** The CRM's id of the entry, where it tells one. */
  recordId?: string | undefined;
}

/** How a log stands, told whenever it changes. */
export interface LogStatus {
  id: string;
  state: 'saving' | 'saved' | 'retrying' | 'refused';
  attempts: number;
  recordId?: string | undefined;
  /** When it is tried next, in milliseconds since 1970. */
  retryAt?: number | undefined;
  error?: { code: string; message: string } | undefined;
}

export const callLogSchema = schemaOf<CallLog>()(() =>
  z.object({
    id: text(MAX_LOG_ID_LENGTH, 1),
    callId: id(),
    direction: oneOf(callDirections),
    number: number(),
    e164: z.optional(number()),
    name: z.optional(personName()),
    called: z.optional(number()),
    agent: text(255),
    startedAt: time(),
    answeredAt: z.optional(time()),
    endedAt: time(),
    durationSeconds: amount(0),
    answered: flag(),
    cause: oneOfOr(callCauses, 'unknown'),
    notes: z.optional(text(MAX_NOTES_LENGTH)),
    disposition: z.optional(personName()),
    record: z.optional(recordReferenceSchema()),
    data: z.optional(stringMap()),
  }),
);

export const saveLogResultSchema = schemaOf<SaveLogResult>()(() => z.object({ status: oneOf(['saved', 'queued']), recordId: z.optional(id()) }));

export const logStatusSchema = schemaOf<LogStatus>()(() =>
  z.object({
    id: text(MAX_LOG_ID_LENGTH, 1),
    state: oneOf(['saving', 'saved', 'retrying', 'refused']),
    attempts: whole(0),
    recordId: z.optional(id()),
    retryAt: z.optional(time()),
    error: z.optional(z.object({ code: text(64), message: text(1_000) })),
  }),
);
