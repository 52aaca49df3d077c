/** A call as one agent's line sees it. */
import { type Call, type CallAction, callActions, type Party } from '../../../../protocol/call.ts';
import { isListening } from '../../../../protocol/is-listening.ts';
import type { PhoneCommandName } from '../../../../protocol/phone-commands.ts';
import type { Supervision } from '../../../../protocol/supervision.ts';
import { type CallRecord, inConversation, type Part } from './call-record.ts';

const othersOf = (record: CallRecord, own: Part): Part[] => [...record.parts.values()].filter((part) => part !== own && part.state !== 'null');

/** Who is shown: those who talk or hold, whom the line knows already first; before that, who rings or has called. */
const remotesOf = (record: CallRecord, own: Part, known: readonly Party[]): Party[] => {
  const place = ({ number }: Part): number => known.findIndex((party) => party.number === number) >>> 0;
  const others = othersOf(record, own).sort((one, other) => place(one) - place(other));
  const talking = others.filter((part) => inConversation(part) || (part.isCaller && part.state === 'initiated'));
  const shown = own.isCaller && record.establishedAt === undefined ? [] : talking;
  if (shown.length > 0) return shown.map(({ number }) => ({ number }));
  return [{ number: own.isCaller ? record.called : record.calling }];
};

const directionOf = (record: CallRecord, own: Part): Call['direction'] => {
  if (own.isCaller) return 'outbound';
  return record.kind.direction === 'outbound' ? 'inbound' : record.kind.direction;
};

/** Whoever calls is connected for the exchange at once, and may even hold; for us the call is initiated until somebody answers. */
const stateOf = (record: CallRecord, own: Part): Call['state'] =>
  own.isCaller && record.establishedAt === undefined && inConversation(own) ? 'initiated' : own.state;

const remoteStateOf = (record: CallRecord, own: Part, state: Call['state'], before: Call | undefined): Call['remoteState'] => {
  const others = othersOf(record, own);
  if (state === 'failed') return 'failed';
  if (state === 'alerting') return 'connected';
  // A phone that rings no more is followed by another, or by the end: until then there is no word for it.
  if (state === 'initiated')
    return record.isQueued ? 'queued' : others.some((part) => part.state === 'alerting') ? 'alerting' : (before?.remoteState ?? 'null');
  const [first, ...more] = others.filter(inConversation);
  return first?.state === 'held' && more.length === 0 ? 'held' : 'connected';
};

export interface ViewOf {
  id: string;
  record: CallRecord;
  own: Part;
  /** The view before, whose beginning is kept. */
  before: Call | undefined;
  consultationFor: string | undefined;
  supervision: Supervision | undefined;
  now: number;
}

/** Without actions: those depend on the others. */
export const viewOf = ({ id, record, own, before, consultationFor, supervision, now }: ViewOf): Call => {
  const state = stateOf(record, own);
  const supervised = record.supervised.get(own.connection.connectionDeviceId ?? '')?.device;
  const first =
    supervised === undefined ? (before?.parties ?? (before ? [before.remote] : [])) : [{ number: record.parts.get(supervised)?.number ?? supervised }];
  const [remote = { number: '' }, ...more] = remotesOf(record, own, first);
  const isTalking = state === 'connected' || state === 'held';
  const establishedAt = before?.establishedAt ?? (isTalking ? Math.max(now, before?.createdAt ?? record.createdAt) : undefined);
  // A supervisor comes into a call by an act of the supervisor's.
  const direction = before?.direction ?? (supervision ? 'outbound' : directionOf(record, own));
  return {
    id,
    direction,
    state,
    remoteState: remoteStateOf(record, own, state, before),
    remote,
    ...(direction !== 'outbound' && { called: before?.called ?? { number: record.called } }),
    createdAt: before?.createdAt ?? record.createdAt,
    ...(establishedAt !== undefined && { establishedAt }),
    muted: false,
    ...(consultationFor !== undefined && { consultationFor }),
    ...(supervision && { supervision }),
    ...(more.length > 0 && isTalking && { parties: [remote, ...more] }),
    signalling: record.isStale ? 'lost' : 'up',
    actions: [],
    data: { ...record.data },
  };
};

const byState = (call: Call, calls: readonly Call[]): readonly CallAction[] => {
  // A supervisor who listens can do no more than stop.
  if (isListening(call)) return ['hangUp'];
  const about = calls.filter(({ consultationFor }) => consultationFor === call.id);
  const isJoinable = about.some((other) => inConversation(other) && (other.state === 'connected') !== (call.state === 'connected'));
  const joining: readonly CallAction[] = [
    ...(isJoinable ? (['completeTransfer', 'conference'] as const) : []),
    ...(about.length > 0 ? (['cancelConsult'] as const) : []),
  ];
  const talking: readonly CallAction[] = ['hangUp', 'setCallData', ...(call.parties ? (['dropParty'] as const) : []), ...joining];
  switch (call.state) {
    case 'alerting':
      return ['answer', 'reject', 'hangUp', 'setCallData'];
    case 'initiated':
      return ['hangUp', 'setCallData'];
    case 'connected':
      return ['hold', 'sendDtmf', 'blindTransfer', 'consult', ...talking];
    case 'held':
      // Cisco transfers and consults from the active call only: it is made active first.
      return ['retrieve', 'blindTransfer', 'consult', ...talking];
    case 'failed':
      return ['hangUp'];
    default:
      return [];
  }
};

const offered = (call: Call, calls: readonly Call[], granted: readonly string[]): CallAction[] => {
  const possible = call.signalling === 'lost' ? [] : byState(call, calls);
  return callActions.filter((action) => possible.includes(action) && granted.includes(action));
};

export const withActions = (calls: readonly Call[], capabilities: readonly PhoneCommandName[]): Call[] =>
  calls.map((call) => ({ ...call, actions: offered(call, calls, capabilities) }));

/** On its way from one view to the next, a call offers no more than both do. */
export const onItsWay = (call: Call, calls: readonly Call[]): Call => ({ ...call, actions: offered(call, calls, call.actions) });
