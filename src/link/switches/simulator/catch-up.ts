/** What has happened to a line while nobody could be told, as the events that lead from what was known to what is true. */
import type { Call } from '../../../protocol/call.ts';
import type { Assistance } from '../../../protocol/team.ts';
import { type Beginning, beginView, partiesIn, sameParties, viewAfter } from './call-view.ts';
import type { CallEvent, Happening, LineEvent, LineSnapshot } from './model.ts';

const changesOf = (known: Call['data'], actual: Call['data']): Call['data'] => {
  const gone = Object.keys(known).filter((name) => !Object.hasOwn(actual, name));
  const news = Object.entries(actual).filter(([name, value]) => known[name] !== value);
  return Object.fromEntries([...gone.map((name) => [name, '']), ...news]);
};

const isTalking = ({ state }: Call): boolean => state === 'connected' || state === 'held';

/** One step from what is known towards what is true, or none when there is no event for what is left. */
const nextStep = (known: Call, actual: Call): Happening | undefined => {
  const { cause } = actual;
  const because = cause && { cause };
  if (known.signalling !== actual.signalling) return { type: 'updated', signalling: actual.signalling };
  const data = changesOf(known.data, actual.data);
  if (Object.keys(data).length > 0) return { type: 'updated', data };
  if (known.supervision?.how !== actual.supervision?.how && actual.supervision) return { type: 'updated', supervision: actual.supervision };
  if (known.muted !== actual.muted) return { type: 'updated', muted: actual.muted };
  if (known.state === 'initiated' && known.remoteState !== actual.remoteState && actual.state === 'initiated') {
    return { type: actual.remoteState === 'queued' ? 'queued' : 'delivered', remote: actual.remote, ...because };
  }
  if (!isTalking(known) && isTalking(actual)) return { type: 'established', remote: actual.remote, ...because };
  if (actual.state === 'failed' && known.state !== 'failed') return { type: 'failed', ...because };
  const parties = [...partiesIn(actual)];
  if (!sameParties(partiesIn(known), parties)) {
    if (!isTalking(known)) return { type: 'updated', remote: actual.remote };
    if (parties.length > 1) return { type: 'conferenced', by: 'remote', parties, ...because };
    return known.parties ? { type: 'connectionCleared', parties, ...because } : { type: 'transferred', remote: actual.remote, ...because };
  }
  if (known.state !== actual.state) return { type: actual.state === 'held' ? 'held' : 'retrieved', by: 'local', ...because };
  if (known.remoteState !== actual.remoteState && isTalking(actual))
    return { type: actual.remoteState === 'held' ? 'held' : 'retrieved', by: 'remote', ...because };
  return undefined;
};

/** More steps than any call needs: a call that gets no nearer to what is true is told by a snapshot. */
const MAX_STEPS = 12;

const beginningOf = (call: Call): Beginning => {
  const { id: callId, type: callType, createdAt: at, direction, remote, called, consultationFor, supervision, cause, data } = call;
  const about = { callId, at, remote, data, ...(callType !== undefined && { callType }), ...(cause && { cause }) };
  if (direction === 'outbound')
    return { type: 'originated', ...about, ...(consultationFor !== undefined && { consultationFor }), ...(supervision && { supervision }) };
  return { type: 'delivered', ...about, direction, ...(called && { called }) };
};

type CallTold = Extract<LineEvent, { type: 'call' }>;

const catchUpCall = (known: Call | undefined, actual: Call, now: number): CallTold[] => {
  const told: CallTold[] = [];
  const tell = (event: CallEvent, view: Call): Call => {
    const call = { ...view, actions: actual.actions };
    told.push({ type: 'call', event, call });
    return call;
  };
  const beginning = beginningOf(actual);
  let call = known ?? tell(beginning, beginView(beginning));
  for (let step = nextStep(call, actual); step && told.length < MAX_STEPS; step = nextStep(call, actual)) {
    const at = step.type === 'established' ? (actual.establishedAt ?? now) : now;
    const event = { ...step, callId: actual.id, at } as CallEvent;
    call = tell(event, viewAfter(call, event));
  }
  return told;
};

/** Equal as plain data, in whatever order. */
const same = (one: unknown, other: unknown): boolean => {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const [ones, others] = [Object.entries(one), other as Record<string, unknown>];
  return ones.length === Object.keys(others).length && ones.every(([name, value]) => same(value, others[name]));
};

const catchUpAssistance = (known: readonly Assistance[], actual: readonly Assistance[]): LineEvent[] => {
  const over = known.filter((one) => !actual.some(({ id }) => id === one.id)).map((one) => ({ ...one, state: 'over' as const }));
  const news = actual.filter((one) => !known.some((other) => same(one, other)));
  return [...over, ...news].map((assistance) => ({ type: 'assistance', assistance }));
};

/**
 * @returns events in order; the last is a snapshot when there is no event for a part of what has changed
 * @example
 * for (const event of catchUp(known, actual, Date.now())) tell(event);
 */
export const catchUp = (known: LineSnapshot, actual: LineSnapshot, now: number): LineEvent[] => {
  const events: LineEvent[] = [];
  const last = new Map<string, Call>();
  for (const call of known.calls) {
    if (actual.calls.some(({ id }) => id === call.id)) continue;
    const event: CallEvent = { type: 'cleared', callId: call.id, at: now, cause: 'signallingLost' };
    events.push({ type: 'call', event, call: viewAfter(call, event) });
  }
  for (const call of actual.calls) {
    const before = known.calls.find(({ id }) => id === call.id);
    if (before) last.set(call.id, before);
    for (const told of catchUpCall(before, call, now)) {
      events.push(told);
      last.set(call.id, told.call);
    }
  }
  if (!same(known.agent, actual.agent)) events.push({ type: 'agent', agent: actual.agent });
  events.push(...catchUpAssistance(known.assistance ?? [], actual.assistance ?? []));
  const isTold = known.address === actual.address && actual.calls.every((call) => same(call, last.get(call.id)));
  if (!isTold) events.push({ type: 'snapshot', snapshot: actual });
  return events;
};
