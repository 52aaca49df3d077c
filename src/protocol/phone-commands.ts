/**
 * What the CRM may ask of the softphone. One more command: a line in the interface, one in each table,
 * its function in `host/commands.ts`, its line in `softphone/serve-commands.ts`, and its paragraph in README.md.
 */
import * as z from 'zod/mini';
import { type SettableAgentState, settableAgentStates, type WorkMode, workModes } from './agent.ts';
import { type Call, callSchema } from './call.ts';
import { type PushUrlRequest, pushUrlRequestSchema, type SendMessageRequest, sendMessageRequestSchema } from './chat.ts';
import {
  DTMF_TIMEOUT_MS,
  HOLD_TIMEOUT_MS,
  LOG_IN_TIMEOUT_MS,
  MAX_NAME_LENGTH,
  MAX_NOTES_LENGTH,
  MEDIA_TIMEOUT_MS,
  TRANSFER_TIMEOUT_MS,
  VENDOR_TIMEOUT_MS,
} from './limits.ts';
import { type AnswerTable, answer, nothing, type ParamsTable } from './method.ts';
import type { PlainData } from './plain-data.ts';
import { type RecordReference, recordReferenceSchema } from './record.ts';
import { id, number, oneOf, schemaOf, stringMap, text } from './schema.ts';
import {
  type Assistance,
  type AssistanceRequest,
  assistanceRequestSchema,
  assistanceSchema,
  type MemberStateRequest,
  memberStateRequestSchema,
  type SuperviseCallRequest,
  superviseCallRequestSchema,
} from './team.ts';
import { type VendorCommand, vendorAnswerSchema, vendorCommandSchema } from './vendor.ts';

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

export interface DropPartyRequest extends CallReference {
  /** The party to leave, by its number as `Call.parties` has it. */
  number: string;
}

export interface CallDataRequest extends CallReference {
  /** Values to set; an empty text takes one away. What is not named stays. */
  data: Record<string, string>;
}

export interface WrapUpRequest extends CallReference {
  /** One of `AgentReasons.wrapUp`, or a text of the agent's where the phone system has no codes. */
  code: string;
  note?: string | undefined;
}

export interface LogInRequest {
  /** Where the phone system asks for it: the page's own user otherwise. */
  agentId?: string | undefined;
  password?: string | undefined;
  /** Left out: the phone system chooses. */
  extension?: string | undefined;
  workMode?: WorkMode | undefined;
}

export interface LogOutRequest {
  reason?: string | undefined;
}

export interface AgentStateRequest {
  state: SettableAgentState;
  /** A reason code of `AgentStatus.reasons`, or a text where the phone system has no codes. */
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
  /** Ends the consultation and goes back to the call it was about. */
  cancelConsult(request: CompleteTransferRequest): void;
  /** Joins the held call with the consultation and stays in. */
  conference(request: CompleteTransferRequest): void;
  dropParty(request: DropPartyRequest): void;
  /** Changes what the phone system keeps with the call, for everybody in it. */
  setCallData(request: CallDataRequest): void;
  /** Writes into a chat. */
  sendMessage(request: SendMessageRequest): void;
  /** Shows the other side of a chat a page. */
  pushUrl(request: PushUrlRequest): void;
  /** Tells the phone system how a finished call went, and ends the work after it. */
  wrapUp(request: WrapUpRequest): void;
  logIn(request: LogInRequest): void;
  logOut(request: LogOutRequest): void;
  setAgentState(request: AgentStateRequest): void;
  /** For a supervisor: takes part in a call of an agent of the team. Hanging up ends it. */
  superviseCall(request: SuperviseCallRequest): Call;
  /** For a supervisor: changes the state of an agent of the team. */
  setMemberState(request: MemberStateRequest): void;
  /** For an agent: asks the supervisors for help. What becomes of it is told as `assistance`. */
  requestAssistance(request: AssistanceRequest): Assistance;
  /** Passes as it is; what the phone system answers comes back so. */
  vendorCommand(command: VendorCommand): PlainData | undefined;
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
const dropPartyRequestSchema = schemaOf<DropPartyRequest>()(() => z.object({ callId: id(), number: number(1) }));
const callDataRequestSchema = schemaOf<CallDataRequest>()(() => z.object({ callId: id(), data: stringMap() }));
const wrapUpRequestSchema = schemaOf<WrapUpRequest>()(() => z.object({ callId: id(), code: text(500, 1), note: z.optional(text(MAX_NOTES_LENGTH)) }));
const logInRequestSchema = schemaOf<LogInRequest>()(() =>
  z.object({
    agentId: z.optional(id()),
    password: z.optional(text(MAX_NAME_LENGTH)),
    extension: z.optional(number(1)),
    workMode: z.optional(oneOf(workModes)),
  }),
);
const logOutRequestSchema = schemaOf<LogOutRequest>()(() => z.object({ reason: z.optional(text(500)) }));
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
  cancelConsult: completeTransferRequestSchema,
  conference: completeTransferRequestSchema,
  dropParty: dropPartyRequestSchema,
  setCallData: callDataRequestSchema,
  sendMessage: sendMessageRequestSchema,
  pushUrl: pushUrlRequestSchema,
  wrapUp: wrapUpRequestSchema,
  logIn: logInRequestSchema,
  logOut: logOutRequestSchema,
  setAgentState: agentStateRequestSchema,
  superviseCall: superviseCallRequestSchema,
  setMemberState: memberStateRequestSchema,
  requestAssistance: assistanceRequestSchema,
  vendorCommand: vendorCommandSchema,
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
  cancelConsult: answer(nothing, HOLD_TIMEOUT_MS),
  conference: answer(nothing, TRANSFER_TIMEOUT_MS),
  dropParty: answer(nothing),
  setCallData: answer(nothing),
  sendMessage: answer(nothing),
  pushUrl: answer(nothing),
  wrapUp: answer(nothing),
  logIn: answer(nothing, LOG_IN_TIMEOUT_MS),
  logOut: answer(nothing),
  setAgentState: answer(nothing),
  superviseCall: answer(callSchema, MEDIA_TIMEOUT_MS),
  setMemberState: answer(nothing),
  requestAssistance: answer(assistanceSchema),
  vendorCommand: answer(vendorAnswerSchema, VENDOR_TIMEOUT_MS),
};
