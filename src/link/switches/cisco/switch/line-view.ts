/** A call as one agent's line sees it. */
import { type Call, type CallAction, callActions, type Party } from '../../../../protocol/call.ts';
import type { PhoneCommandName } from '../../../../protocol/phone-commands.ts';
import type { CallRecord, Part } from './call-book.ts';

const inConversation = ({ state }: { state: string }): boolean => state === 'connected' || state === 'held';

const othersOf = (record: CallRecord, own: Part): Part[] => [...record.parts.values()].filter((part) => part !== own && part.state !== 'null');

/** Who is shown: those who talk or hold; before that, who rings or has called. */
const remotesOf = (record: CallRecord, own: Part): Party[] => {
  const others = othersOf(record, own);
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
  now: number;
}

/** Without actions: those depend on the others. */
export const viewOf = ({ id, record, own, before, consultationFor, now }: ViewOf): Call => {
  const state = stateOf(record, own);
  const [remote = { number: '' }, ...more] = remotesOf(record, own);
  const isTalking = state === 'connected' || state === 'held';
  const establishedAt = before?.establishedAt ?? (isTalking ? Math.max(now, before?.createdAt ?? record.createdAt) : undefined);
  const direction = before?.direction ?? directionOf(record, own);
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
    ...(more.length > 0 && isTalking && { parties: [remote, ...more] }),
    signalling: 'up',
    actions: [],
    data: { ...record.data },
  };
};

const byState = (call: Call, calls: readonly Call[]): readonly CallAction[] => {
  const about = calls.filter(({ consultationFor }) => consultationFor === call.id);
  const isJoinable = about.some((other) => inConversation(other) && (other.state === 'connected') !== (call.state === 'connected'));
  const joining: readonly CallAction[] = [
    ...(isJoinable ? (['completeTransfer', 'conference'] as const) : []),
    ...(about.length > 0 ? (['cancelConsult'] as const) : []),
  ];
  const talking: readonly CallAction[] = ['hangUp', 'setCallData', ...(call.parties ? (['dropParty'] as const) : []), ...joining];
  switch (call.state) {
    case 'alerting':
      return ['answer', 'hangUp', 'setCallData'];
    case 'initiated':
      return ['hangUp', 'setCallData'];
    case 'connected':
      return ['hold', 'sendDtmf', 'blindTransfer', 'consult', ...talking];
    case 'held':
      // Cisco transfers and consults from the active call only.
      return ['retrieve', ...talking];
    case 'failed':
      return ['hangUp'];
    default:
      return [];
  }
};

export const withActions = (calls: readonly Call[], capabilities: readonly PhoneCommandName[]): Call[] =>
  calls.map((call) => {
    const possible = byState(call, calls);
    return { ...call, actions: callActions.filter((action) => possible.includes(action) && capabilities.includes(action)) };
  });
