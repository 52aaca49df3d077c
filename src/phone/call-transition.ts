/** What an event does to one call. Pure: `undefined` means that the event cannot apply, the same object that it changes nothing of the call. */
import type { Call, Party } from '../protocol/call.ts';
import type { CallEvent } from './call-event.ts';
import { changeData, fitParty } from './fit.ts';
import { othersIn, withOthers, withRemote } from './parties.ts';

type EventOf<Type extends CallEvent['type']> = Extract<CallEvent, { type: Type }>;

/** The call in its new state, for the reason the event gives. A reason of the state before does not live on. */
const moved = (call: Call, event: CallEvent, change: Partial<Call>): Call => {
  const { cause: _past, ...rest } = call;
  return { ...rest, ...change, ...(event.cause && { cause: event.cause }) };
};

/** For events that say something without changing a state. */
const noted = (call: Call, event: CallEvent): Call => (event.cause && event.cause !== call.cause ? { ...call, cause: event.cause } : call);

/** Clocks jump: nothing of a call happens before it began. */
const timeOf = (call: Call, event: CallEvent): number => Math.max(event.at, call.createdAt);

const inConversation = (call: Call): boolean => call.state === 'connected' || call.state === 'held';

const waiting = (call: Call): boolean => call.state === 'initiated' || call.state === 'alerting' || call.state === 'queued';

const withRemoteIfTold = (call: Call, { remote }: { remote?: Party | undefined }): Call => (remote ? withRemote(call, remote) : call);

const delivered = (call: Call, event: EventOf<'delivered'>): Call | undefined => {
  const told = { ...withRemoteIfTold(call, event), ...(event.called && { called: fitParty(event.called) }) };
  if (call.state === 'initiated' && call.remoteState !== 'alerting') return moved(told, event, { remoteState: 'alerting' });
  if (call.state === 'queued') return moved(told, event, { state: 'alerting' });
  return undefined;
};

const established = (call: Call, event: EventOf<'established'>): Call | undefined =>
  waiting(call) ? moved(withRemoteIfTold(call, event), event, { state: 'connected', remoteState: 'connected', establishedAt: timeOf(call, event) }) : undefined;

const held = (call: Call, event: EventOf<'held'>): Call | undefined => {
  if (event.by === 'local') return call.state === 'connected' ? moved(call, event, { state: 'held' }) : undefined;
  return inConversation(call) && call.remoteState === 'connected' ? moved(call, event, { remoteState: 'held' }) : undefined;
};

const retrieved = (call: Call, event: EventOf<'retrieved'>): Call | undefined => {
  if (event.by === 'local') return call.state === 'held' ? moved(call, event, { state: 'connected' }) : undefined;
  return inConversation(call) && call.remoteState === 'held' ? moved(call, event, { remoteState: 'connected' }) : undefined;
};

const transferred = (call: Call, event: EventOf<'transferred'>): Call | undefined => {
  if (!inConversation(call)) return undefined;
  if (!event.remote) return noted(call, event);
  const after = withRemoteIfTold(call, event);
  return after === call && call.remoteState === 'connected' ? noted(call, event) : moved(after, event, { remoteState: 'connected' });
};

const conferenced = (call: Call, event: EventOf<'conferenced'>): Call | undefined => {
  if (!inConversation(call)) return undefined;
  const after = withOthers(call, event.parties);
  const joins = event.by === 'local' && (call.state !== 'connected' || call.remoteState !== 'connected');
  if (joins) return moved(after, event, { state: 'connected', remoteState: 'connected' });
  return after === call ? noted(call, event) : moved(after, event, {});
};

const connectionCleared = (call: Call, event: EventOf<'connectionCleared'>): Call | undefined => {
  if (!inConversation(call)) return undefined;
  const after = withOthers(call, event.parties);
  return after === call ? noted(call, event) : moved(after, event, {});
};

const queued = (call: Call, event: EventOf<'queued'>): Call | undefined => {
  if (call.state === 'alerting') return moved(call, event, { state: 'queued' });
  return call.state === 'initiated' && call.remoteState !== 'queued' ? moved(call, event, { remoteState: 'queued' }) : undefined;
};

const failed = (call: Call, event: EventOf<'failed'>): Call | undefined => {
  if (!waiting(call)) return undefined;
  return moved(call, event, call.state === 'initiated' ? { state: 'failed', remoteState: 'failed' } : { state: 'failed' });
};

const cleared = (call: Call, event: EventOf<'cleared'>): Call => {
  const cause = event.cause ?? (call.state === 'failed' ? call.cause : undefined) ?? 'unknown';
  return { ...call, state: 'null', remoteState: 'null', clearedAt: timeOf(call, event), cause, actions: [] };
};

const sameData = (one: Call['data'], other: Call['data']): boolean =>
  Object.keys(one).length === Object.keys(other).length && Object.entries(one).every(([name, value]) => Object.hasOwn(other, name) && other[name] === value);

const updated = (call: Call, event: EventOf<'updated'>): Call | undefined => {
  const change: Partial<Call> = {};
  if (event.muted !== undefined && event.muted !== call.muted) change.muted = event.muted;
  if (event.signalling && event.signalling !== call.signalling) change.signalling = event.signalling;
  if (event.supervision && event.supervision.how !== call.supervision?.how) change.supervision = event.supervision;
  const data = changeData(call.data, event.data);
  if (!sameData(data, call.data)) change.data = data;
  const others = event.parties?.length ? event.parties : othersIn(call);
  const after = withOthers(call, event.remote ? [event.remote, ...others.slice(1)] : others);
  return after !== call || Object.keys(change).length > 0 ? { ...noted(after, event), ...change } : undefined;
};

/** @returns the call after the event; one that is over has the state `null`. */
export const transition = (call: Call, event: CallEvent): Call | undefined => {
  switch (event.type) {
    case 'delivered':
      return delivered(call, event);
    case 'established':
      return established(call, event);
    case 'held':
      return held(call, event);
    case 'retrieved':
      return retrieved(call, event);
    case 'transferred':
      return transferred(call, event);
    case 'conferenced':
      return conferenced(call, event);
    case 'connectionCleared':
      return connectionCleared(call, event);
    case 'diverted':
      return call.state === 'alerting' || call.state === 'queued' ? noted(call, event) : undefined;
    case 'queued':
      return queued(call, event);
    case 'failed':
      return failed(call, event);
    case 'cleared':
      return cleared(call, event);
    case 'updated':
      return updated(call, event);
    default:
      return undefined; // `originated` for a call that exists, or a type of a newer phone system
  }
};
