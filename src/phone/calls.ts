/** The call state machine of `phone.ts`, as a pure function over all calls of a phone. */
import type { Call } from '../protocol/call.ts';
import { MAX_CALL_TYPE_LENGTH, MAX_CALLS } from '../protocol/limits.ts';
import type { PhoneCommandName } from '../protocol/phone-commands.ts';
import { allowedActions } from './allowed-actions.ts';
import type { CallEvent } from './call-event.ts';
import { transition } from './call-transition.ts';
import { fitData, fitParty, isSpeakable } from './fit.ts';

/** What became of an event. */
export interface AppliedCallEvent {
  /** The very array that was given, when nothing changed. */
  calls: readonly Call[];
  /**
   * The call after the event; after `cleared` its last picture, with the state `null`, `clearedAt` and `cause`. `undefined`: the
   * event could not apply (unknown call, duplicate, wrong order) and nothing changed.
   */
  call: Call | undefined;
}

/** A call that begins with this event, if it is one a call begins with. An inbound caller waits, so the far end counts as connected. */
const begin = (event: CallEvent): Call | undefined => {
  const { callId, at, cause } = event;
  const type = 'callType' in event && event.callType !== undefined ? { type: event.callType.slice(0, MAX_CALL_TYPE_LENGTH) } : {};
  const fresh = { id: callId, ...type, createdAt: at, muted: false, signalling: 'up', actions: [], ...(cause && { cause }) } as const;
  if (event.type === 'originated') {
    const about = event.consultationFor !== callId ? event.consultationFor : undefined;
    return {
      ...fresh,
      actions: [],
      direction: 'outbound',
      state: 'initiated',
      remoteState: 'null',
      remote: fitParty(event.remote),
      ...(about !== undefined && { consultationFor: about }),
      ...(event.supervision && { supervision: event.supervision }),
      data: fitData({}, event.data),
    };
  }
  if (event.type === 'delivered' && event.direction !== 'outbound') {
    return {
      ...fresh,
      actions: [],
      direction: event.direction ?? 'inbound',
      state: 'alerting',
      remoteState: 'connected',
      remote: fitParty(event.remote ?? { number: '' }),
      ...(event.called && { called: fitParty(event.called) }),
      data: fitData({}, event.data),
    };
  }
  return undefined;
};

const sameList = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((item, index) => item === b[index]);

/** What may be done with a call depends on the others too, so all are looked at again. Untouched calls stay the same objects. */
const withActions = (calls: readonly Call[], capabilities: readonly PhoneCommandName[]): readonly Call[] =>
  calls.map((call) => {
    const actions = allowedActions(call, calls, capabilities);
    return sameList(actions, call.actions) ? call : { ...call, actions };
  });

/**
 * Applies one event. An event that cannot apply changes nothing: duplicates, events in the wrong order and events of
 * unknown calls are normal in telephony. A call beyond the hundredth at a time does not begin. Texts are cut to what may cross to the
 * CRM, so that every call can be told. Never throws, never modifies.
 *
 * The function knows only calls that live. That a late event must not bring a cleared call back is seen to by
 * `createCallStore`, which remembers.
 *
 * @example
 * const { calls, call } = applyCallEvent([], { type: 'delivered', callId: '1', at: Date.now(), remote: { number: '+4681234567' } }, phone.capabilities);
 * call?.state; // 'alerting'
 */
export const applyCallEvent = (calls: readonly Call[], event: CallEvent, capabilities: readonly PhoneCommandName[]): AppliedCallEvent => {
  if (!isSpeakable(event)) return { calls, call: undefined };
  const before = calls.find((call) => call.id === event.callId);
  const after = before ? transition(before, event) : calls.length < MAX_CALLS ? begin(event) : undefined;
  if (!after || after === before) return { calls, call: after };
  const others = before ? calls.map((call) => (call === before ? after : call)) : [...calls, after];
  const next = withActions(after.state === 'null' ? others.filter((call) => call !== after) : others, capabilities);
  return { calls: next, call: after.state === 'null' ? after : next.find((call) => call.id === after.id) };
};

/** `applyCallEvent` for who wants only the calls. The same array comes back when nothing changed. */
export const reduceCalls = (calls: readonly Call[], event: CallEvent, capabilities: readonly PhoneCommandName[]): readonly Call[] =>
  applyCallEvent(calls, event, capabilities).calls;
