/**
 * What the CRM may ask of the softphone. One more command: a line in the interface, one in each table,
 * its function in `host/commands.ts`, its line in `softphone/serve-commands.ts`, and its paragraph in README.md.
 */
import * as z from 'zod/mini';
import { type SettableAgentState, settableAgentStates } from './agent.ts';
import { type Call, callSchema } from './call.ts';
import { DTMF_TIMEOUT_MS, HOLD_TIMEOUT_MS, MEDIA_TIMEOUT_MS, TRANSFER_TIMEOUT_MS } from './limits.ts';
import { type AnswerTable, answer, nothing, type ParamsTable } from './method.ts';
import { type RecordReference, recordReferenceSchema } from './record.ts';
import { id, number, oneOf, schemaOf, stringMap, text } from './schema.ts';

export interface DialRequest {
  number: string;
  /** The record the agent dialled from; it goes into the log. */
  record?: RecordReference | undefined;
  /** Values to travel with the call, where the phone system can carry them. */
  data?: Record<string, string> | undefined;
}

export interface CallReference {
  callId: string;
}

export interface RejectRequest extends CallReference {
  /** `busy` sends the caller on to wherever busy leads (SIP 486); `declined` says no everywhere (SIP 603). Default `busy`. */
  as?: 'busy' | 'declined' | undefined;
}

export interface DtmfRequest extends CallReference {
  /** `0-9 A-D * #`, and a comma for a pause; 1 to 64 of them. */
  digits: string;
}

export interface TransferRequest extends CallReference {
  number: string;
}

export interface CompleteTransferRequest extends CallReference {
  /** The consultation to connect it with. May be left out while there is only one. */
  consultationCallId?: string | undefined;
}

export interface AgentStateRequest {
  state: SettableAgentState;
  reason?: string | undefined;
}

export interface PhoneCommands {
  /** Answered once the phone system works on it; what becomes of it follows as events. */
  dial(request: DialRequest): Call;
  answer(call: CallReference): void;
  reject(request: RejectRequest): void;
  hangUp(call: CallReference): void;
  hold(call: CallReference): void;
  retrieve(call: CallReference): void;
  mute(call: CallReference): void;
  unmute(call: CallReference): void;
  sendDtmf(request: DtmfRequest): void;
  blindTransfer(request: TransferRequest): void;
  /** Holds the call and dials a second one to ask somebody first. */
  consult(request: TransferRequest): Call;
  /** Joins the held call with the consultation and leaves both. */
  completeTransfer(request: CompleteTransferRequest): void;
  setAgentState(request: AgentStateRequest): void;
}

/** Names of all commands: also the names a phone grants them by. */
export type PhoneCommandName = keyof PhoneCommands;

const dialRequestSchema = schemaOf<DialRequest>()(() =>
  z.object({ number: number(1), record: z.optional(recordReferenceSchema()), data: z.optional(stringMap()) }),
);
const callReferenceSchema = schemaOf<CallReference>()(() => z.object({ callId: id() }));
const rejectRequestSchema = schemaOf<RejectRequest>()(() => z.object({ callId: id(), as: z.optional(oneOf(['busy', 'declined'])) }));
const dtmfRequestSchema = schemaOf<DtmfRequest>()(() =>
  z.object({ callId: id(), digits: text(64, 1).check(z.refine((digits) => /^[0-9A-D*#,]+$/.test(digits), 'must be of 0-9 A-D * # and comma')) }),
);
const transferRequestSchema = schemaOf<TransferRequest>()(() => z.object({ callId: id(), number: number(1) }));
const completeTransferRequestSchema = schemaOf<CompleteTransferRequest>()(() => z.object({ callId: id(), consultationCallId: z.optional(id()) }));
const agentStateRequestSchema = schemaOf<AgentStateRequest>()(() => z.object({ state: oneOf(settableAgentStates), reason: z.optional(text(500)) }));

export const commandParams: ParamsTable<PhoneCommands> = {
  dial: dialRequestSchema,
  answer: callReferenceSchema,
  reject: rejectRequestSchema,
  hangUp: callReferenceSchema,
  hold: callReferenceSchema,
  retrieve: callReferenceSchema,
  mute: callReferenceSchema,
  unmute: callReferenceSchema,
  sendDtmf: dtmfRequestSchema,
  blindTransfer: transferRequestSchema,
  consult: transferRequestSchema,
  completeTransfer: completeTransferRequestSchema,
  setAgentState: agentStateRequestSchema,
};

export const commandAnswers: AnswerTable<PhoneCommands> = {
  dial: answer(callSchema, MEDIA_TIMEOUT_MS),
  answer: answer(nothing, MEDIA_TIMEOUT_MS),
  reject: answer(nothing),
  hangUp: answer(nothing),
  hold: answer(nothing, HOLD_TIMEOUT_MS),
  retrieve: answer(nothing, HOLD_TIMEOUT_MS),
  mute: answer(nothing),
  unmute: answer(nothing),
  sendDtmf: answer(nothing, DTMF_TIMEOUT_MS),
  blindTransfer: answer(nothing, TRANSFER_TIMEOUT_MS),
  consult: answer(callSchema, MEDIA_TIMEOUT_MS),
  completeTransfer: answer(nothing, TRANSFER_TIMEOUT_MS),
  setAgentState: answer(nothing),
};
