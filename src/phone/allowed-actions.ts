import type { Call, CallAction } from '../protocol/call.ts';
import { callActions } from '../protocol/call.ts';
import { isChat } from '../protocol/is-chat.ts';
import { isListening } from '../protocol/is-listening.ts';
import type { PhoneCommandName } from '../protocol/phone-commands.ts';
import { consultationsAbout, establishedConsultations } from './consultations.ts';

const conversation = (call: Call): readonly CallAction[] => [
  call.muted ? 'unmute' : 'mute',
  'blindTransfer',
  'consult',
  'hangUp',
  'setCallData',
  ...(call.parties ? (['dropParty'] as const) : []),
];

const chat: readonly CallAction[] = ['sendMessage', 'pushUrl', 'blindTransfer', 'hangUp', 'setCallData'];

/** Who only hears a call holds it, which is not to hear it, and is silent in it; who is heard by the agent can be silent as well. */
const listening = (call: Call): readonly CallAction[] => [
  call.state === 'held' ? 'retrieve' : 'hold',
  ...(call.supervision?.how === 'whisper' ? ([call.muted ? 'unmute' : 'mute'] as const) : []),
  'hangUp',
];

const byState = (call: Call): readonly CallAction[] => {
  if (isListening(call) && (call.state === 'connected' || call.state === 'held')) return listening(call);
  switch (call.state) {
    case 'null':
      return [];
    case 'alerting':
      return ['answer', 'reject', 'hangUp', 'setCallData'];
    case 'connected':
      return isChat(call) ? chat : ['hold', 'sendDtmf', ...conversation(call)];
    case 'held':
      return isChat(call) ? chat : ['retrieve', ...conversation(call)];
    case 'failed':
      return ['hangUp'];
    default:
      return ['hangUp', 'setCallData'];
  }
};

/**
 * What can be done with `call` now: the one place that decides it, for every phone (law 5).
 *
 * - While signalling is lost nothing but `hangUp` is left.
 * - `completeTransfer` and `conference` belong to the call that was consulted about, and need a consultation that was answered: a
 *   call that still rings cannot be replaced in SIP (RFC 3891 §3), so they are offered by no phone. `cancelConsult` needs any.
 * - `dropParty` needs more than one party: the only far end is hung up on.
 * - A supervisor who listens to a call changes nothing of it.
 * - A chat is written: `sendMessage` and `pushUrl` are its own, and what is done with sound is not offered.
 *
 * @param calls all calls of the phone, `call` among them
 * @param capabilities what the phone grants at all; nothing else is ever in the result
 * @example
 * allowedActions(ringing, [ringing], ['answer', 'hangUp']); // ['answer', 'hangUp']
 */
export const allowedActions = (call: Call, calls: readonly Call[], capabilities: readonly PhoneCommandName[]): CallAction[] => {
  const possible = new Set<CallAction>(call.signalling === 'lost' && call.state !== 'null' ? (['hangUp'] as const) : byState(call));
  if (possible.has('consult')) {
    if (establishedConsultations(calls, call.id).length > 0) possible.add('completeTransfer').add('conference');
    if (consultationsAbout(calls, call.id).length > 0) possible.add('cancelConsult');
  }
  return callActions.filter((action) => possible.has(action) && capabilities.includes(action));
};
