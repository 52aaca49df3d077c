/**
 * A call as the agent's own device sees it, in the terms of ECMA-269 (CSTA): the agent's connection to the call has a
 * state, and so has the far end's.
 */
import * as z from 'zod/mini';
import { MAX_CALL_TYPE_LENGTH, MAX_PARTIES } from './limits.ts';
import { flag, id, list, number, oneOf, oneOfOr, personName, schemaOf, stringMap, text, time } from './schema.ts';
import { type Supervision, supervisionSchema } from './supervision.ts';

/** ECMA-269 connection states. */
export type ConnectionState = 'null' | 'initiated' | 'alerting' | 'connected' | 'held' | 'queued' | 'failed';
export const connectionStates = ['null', 'initiated', 'alerting', 'connected', 'held', 'queued', 'failed'] as const satisfies readonly ConnectionState[];

export type CallDirection = 'inbound' | 'outbound' | 'internal';
export const callDirections = ['inbound', 'outbound', 'internal'] as const satisfies readonly CallDirection[];

/** ECMA-269 event names, and `updated` for what CSTA has no call event for: mute, names, call data, lost signalling. */
export type CallEventName =
  | 'originated'
  | 'delivered'
  | 'established'
  | 'held'
  | 'retrieved'
  | 'transferred'
  | 'conferenced'
  | 'diverted'
  | 'queued'
  | 'failed'
  | 'connectionCleared'
  | 'cleared'
  | 'updated';
export const callEventNames = [
  'originated',
  'delivered',
  'established',
  'held',
  'retrieved',
  'transferred',
  'conferenced',
  'diverted',
  'queued',
  'failed',
  'connectionCleared',
  'cleared',
  'updated',
] as const satisfies readonly CallEventName[];

/** ECMA-269 event causes, plus `answeredElsewhere` and `signallingLost`, which it lacks. A newer peer's causes arrive as `unknown`. */
export const callCauses = [
  'newCall',
  'normalClearing',
  'callCancelled',
  'callNotAnswered',
  'busy',
  'doNotDisturb',
  'callForward',
  'callPickup',
  'answeredElsewhere',
  'consultation',
  'singleStepTransfer',
  'transfer',
  'conference',
  'recall',
  'enteringDistribution',
  'destNotObtainable',
  'destOutOfOrder',
  'incompatibleDestination',
  'networkCongestion',
  'networkOutOfOrder',
  'resourcesNotAvailable',
  'blocked',
  'signallingLost',
  'mediaFailed',
  'unknown',
] as const;
export type CallCause = (typeof callCauses)[number];

/** What can be done with a call in its present state by this phone. A button for anything else is not shown. */
export const callActions = [
  'answer',
  'reject',
  'hangUp',
  'hold',
  'retrieve',
  'mute',
  'unmute',
  'sendDtmf',
  'blindTransfer',
  'consult',
  'completeTransfer',
  'cancelConsult',
  'conference',
  'dropParty',
  'setCallData',
  'sendMessage',
  'pushUrl',
] as const;
export type CallAction = (typeof callActions)[number];

/** The far end, as the phone system told it. Nothing in it is to be trusted or shown as HTML. */
export interface Party {
  /** The number or address as received: `+46812345678`, `08-123 456 78`, `alice`, or empty when withheld. */
  number: string;
  /** Display name from the phone system. */
  name?: string | undefined;
}

export interface Call {
  /** Same in every window in which the call appears; for SIP the Call-ID. */
  id: string;
  /**
   * What kind of contact it is, which pop rules compare with their `activity`: `phonecall` where it is left out, `chat`, or another of the phone
   * system's own. An empty text: no type was told, so that only rules for any activity apply. At most 64 characters.
   */
  type?: string | undefined;
  direction: CallDirection;
  /** The agent's connection. An outbound call stays `initiated` until the far end answers. */
  state: ConnectionState;
  /** The far end's connection: `alerting` while it rings, `held` while it has put the agent on hold. */
  remoteState: ConnectionState;
  remote: Party;
  /** The number the caller dialled (DNIS), where the phone system tells it. */
  called?: Party | undefined;
  /** Start, answer and end, in milliseconds since 1970. */
  createdAt: number;
  establishedAt?: number | undefined;
  clearedAt?: number | undefined;
  /** Why the call is in its state; on a cleared call, why it ended. */
  cause?: CallCause | undefined;
  /** The agent's microphone does not reach the call. */
  muted: boolean;
  /** The call this one was made to consult about; the two can be joined by `completeTransfer`. */
  consultationFor?: string | undefined;
  /** On a supervisor's line: the call of an agent of the team, in which the supervisor takes part in this way. */
  supervision?: Supervision | undefined;
  /** Everybody else in the call, once there is more than one; then `remote` is the first of them. */
  parties?: Party[] | undefined;
  /** `lost`: the conversation goes on, but until signalling is back nothing but `hangUp` can be done with it. */
  signalling: 'up' | 'lost';
  actions: CallAction[];
  /** Values attached by the phone system, by name. */
  data: Record<string, string>;
}

export const partySchema = schemaOf<Party>()(() => z.object({ number: number(), name: z.optional(personName()) }));

/** A newer phone may report actions this page has no button for: they are left out, not refused. */
const knownActions = () =>
  z.pipe(
    list(text(40), 100),
    z.transform((names) => names.filter((name): name is CallAction => (callActions as readonly string[]).includes(name))),
  );

export const callSchema = schemaOf<Call>()(() =>
  z.object({
    id: id(),
    type: z.optional(text(MAX_CALL_TYPE_LENGTH)),
    direction: oneOf(callDirections),
    state: oneOf(connectionStates),
    remoteState: oneOf(connectionStates),
    remote: partySchema(),
    called: z.optional(partySchema()),
    createdAt: time(),
    establishedAt: z.optional(time()),
    clearedAt: z.optional(time()),
    cause: z.optional(oneOfOr(callCauses, 'unknown')),
    muted: flag(),
    consultationFor: z.optional(id()),
    supervision: z.optional(supervisionSchema()),
    parties: z.optional(list(partySchema(), MAX_PARTIES)),
    signalling: oneOf(['up', 'lost']),
    actions: knownActions(),
    data: stringMap(),
  }),
);
