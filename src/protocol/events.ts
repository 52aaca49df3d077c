/** One-way messages, each way. They need no answer and get none. */
import * as z from 'zod/mini';
import { type AgentStatus, agentStatusSchema } from './agent.ts';
import { type Call, type CallEventName, callEventNames, callSchema } from './call.ts';
import { type LogStatus, logStatusSchema } from './call-log.ts';
import { type ChannelMessage, channelMessageSchema } from './channel.ts';
import { type ChatMessage, chatMessageSchema } from './chat.ts';
import { MAX_TEXT_LENGTH } from './limits.ts';
import { type ObjectUpdate, objectUpdateSchema } from './object-update.ts';
import { type AppView, appViewSchema, type RecordReference, recordReferenceSchema } from './record.ts';
import { amount, flag, id, list, number, oneOfOr, type Schema, schemaOf, text } from './schema.ts';
import { type Assistance, assistanceSchema } from './team.ts';
import { type VendorEvent, vendorEventSchema } from './vendor.ts';
import { type WorkStart, workStartSchema } from './work.ts';

/** Something happened to a call; `call` is the call after it. */
export interface CallMessage {
  event: CallEventName;
  call: Call;
}

/** What the softphone would like its frame to look like. Fields left out stay as they are. */
export interface PanelRequest {
  visible?: boolean | undefined;
  /** In CSS pixels. */
  height?: number | undefined;
  width?: number | undefined;
  /** Asks for the agent's attention: a call is ringing. */
  attention?: boolean | undefined;
}

/** A number was clicked in the CRM. */
export interface ClickToDial {
  number: string;
  record?: RecordReference | undefined;
  /** What the CRM wrote beside the number for the softphone, as it is. */
  params?: string | undefined;
}

/** The record that a call is about, chosen where the agent sees several. */
export interface CallRecord {
  callId: string;
  record: RecordReference;
}

/** The commands the softphone serves from now on; what `hello` said no longer holds. */
export interface Offer {
  serves: string[];
}

/** Softphone to host. */
export interface SoftphoneEvents {
  offer: Offer;
  call: CallMessage;
  agent: AgentStatus;
  panel: PanelRequest;
  /** Written in a chat, by the agent or the other side. */
  message: ChatMessage;
  /** An agent of the team, or the agent here, has asked for help, or that has come further. */
  assistance: Assistance;
  /** Of this phone system alone, as it came. */
  vendorEvent: VendorEvent;
}

/** Host to softphone. */
export interface HostEvents {
  clickToDial: ClickToDial;
  /** The CRM shows something else now. */
  navigation: AppView;
  /** A log handed over earlier has come further. */
  log: LogStatus;
  /** On a channel that the softphone has subscribed to. */
  message: ChannelMessage;
  /** The agent has begun a piece of work that is a call. */
  workStart: WorkStart;
  /** The record on the screen was changed. */
  objectUpdate: ObjectUpdate;
  /** The agent has chosen in the CRM what a call is about: its log belongs to this record. */
  callRecord: CallRecord;
}

export type EventTable<Events> = { readonly [Name in keyof Events]: Schema<Events[Name]> };

const commandNames = () => list(text(64), 200);
const size = () => amount(0, 10_000);

const callMessageSchema = schemaOf<CallMessage>()(() => z.object({ event: oneOfOr(callEventNames, 'updated'), call: callSchema() }));
const panelRequestSchema = schemaOf<PanelRequest>()(() =>
  z.object({ visible: z.optional(flag()), height: z.optional(size()), width: z.optional(size()), attention: z.optional(flag()) }),
);
const clickToDialSchema = schemaOf<ClickToDial>()(() =>
  z.object({ number: number(1), record: z.optional(recordReferenceSchema()), params: z.optional(text(MAX_TEXT_LENGTH)) }),
);

const callRecordSchema = schemaOf<CallRecord>()(() => z.object({ callId: id(), record: recordReferenceSchema() }));
const offerSchema = schemaOf<Offer>()(() => z.object({ serves: commandNames() }));

export const softphoneEvents: EventTable<SoftphoneEvents> = {
  offer: offerSchema,
  call: callMessageSchema,
  agent: agentStatusSchema,
  panel: panelRequestSchema,
  message: chatMessageSchema,
  assistance: assistanceSchema,
  vendorEvent: vendorEventSchema,
};
export const hostEvents: EventTable<HostEvents> = {
  clickToDial: clickToDialSchema,
  navigation: appViewSchema,
  log: logStatusSchema,
  message: channelMessageSchema,
  workStart: workStartSchema,
  objectUpdate: objectUpdateSchema,
  callRecord: callRecordSchema,
};
