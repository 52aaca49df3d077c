import type { FieldsOf, NumberOf } from './layout-fields.ts';
import type { Layouts } from './layouts/index.ts';
import type { opaqueMessages } from './opaque-messages.ts';

/** The guide's names of all messages whose body is public. */
export type MessageName = keyof Layouts;

/** A floating field that is kept as it came: its tag is not in the layout, or its data are not of the layout's kind, or it came twice. */
export interface UnknownField {
  readonly tag: number;
  readonly data: Uint8Array;
}

/** What any message may have beside its own fields, so that nothing of a frame is lost. */
export interface Remainder {
  /** Absent when there is none. */
  unknownFields?: readonly UnknownField[];
  /** All tags in the order in which they came, -1 for the next of `unknownFields`; only where that is not the guide's order. */
  tagOrder?: readonly number[];
}

/**
 * What some Unified CCE versions send as FAILURE_CONF, told apart by its length alone: the fields of CONTROL_FAILURE_CONF
 * instead of a status.
 */
export interface LongFailure {
  invokeId: number;
  failureCode: number;
  peripheralErrorCode: number;
}

type BodyOf<Name extends MessageName> = Name extends 'FAILURE_CONF' ? FieldsOf<Layouts['FAILURE_CONF']> | LongFailure : FieldsOf<Layouts[Name]>;

/**
 * One message, or the union of all. Field names are the guide's in camelCase (`InvokeID` is `invokeId`), values are the raw
 * numbers of the wire; `null` is the guide's null (all ones). Floating fields and lists that did not come are absent.
 * @example
 * const event: Message<'AGENT_STATE_EVENT'> = …; if (event.agentState === AgentState.AGENT_STATE_TALKING) …
 */
export type Message<Name extends MessageName = MessageName> = {
  [Each in Name]: { messageType: NumberOf<Layouts[Each]>; name: Each } & BodyOf<Each> & Remainder;
}[Name];

/** A message without a public body, or one that its protocol version does not have. `UNKNOWN` where the guide has no name for the number either. */
export interface OpaqueMessage {
  messageType: number;
  name: keyof typeof opaqueMessages | 'UNKNOWN';
  /** All bytes behind the header. */
  body: Uint8Array;
}

export type DecodedMessage = Message | OpaqueMessage;

/**
 * A message to send: as decoded, or with the guide's name as its `messageType`. Counts and reserved fields may be left out.
 * @example
 * const request: EncodableMessage<'QUERY_AGENT_STATE_REQ'> = {
 *   messageType: 'QUERY_AGENT_STATE_REQ', invokeId: 7, peripheralId: 5000, mrdId: 1, icmAgentId: null, agentId: '1001',
 * };
 */
export type EncodableMessage<Name extends MessageName = MessageName> = {
  [Each in Name]: { messageType: NumberOf<Layouts[Each]> | Each; name?: Each } & BodyOf<Each> & Remainder;
}[Name];
