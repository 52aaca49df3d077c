/** What an agent can do with a call now: what a line shows as `Call.actions`, and what a command is checked against. */
import type { CallAction } from '../../../protocol/call.ts';
import { isChat } from '../../../protocol/is-chat.ts';
import { isListening } from '../../../protocol/is-listening.ts';
import type { PhoneCommandName } from '../../../protocol/phone-commands.ts';
import { inConversation, type Leg, othersOf, talkers } from './model.ts';

export interface ActionRules {
  capabilities: readonly PhoneCommandName[];
  /** Those of them that are done with a call. */
  grantedActions: readonly CallAction[];
  conferenceParties: number;
  linesPerAgent: number;
}

/** The agent's consultations about this call, oldest first, answered or not. */
export const consultationsAbout = (leg: Leg): Leg[] =>
  [...(leg.agent?.legs.values() ?? [])].filter((other) => other.view.consultationFor === leg.view.id && other.call !== leg.call);

/** Those that can be joined with it: somebody talks there, and nobody is yet to answer. */
export const joinableConsultations = (leg: Leg): Leg[] =>
  consultationsAbout(leg).filter((other) => inConversation(other) && !other.call.waiting && othersOf(other).length > 0);

/** Both calls' parties, the agent counted once. */
const partiesTogether = (leg: Leg, other: Leg): number => talkers(leg.call).length + talkers(other.call).length - 1;

/** Whether both calls can become one. After a transfer the agent is no longer one of its parties. */
export const fits = (leg: Leg, consultation: Leg, as: 'transfer' | 'conference', { conferenceParties }: ActionRules): boolean =>
  partiesTogether(leg, consultation) - (as === 'transfer' ? 1 : 0) <= conferenceParties;

const conversation = (leg: Leg, rules: ActionRules): CallAction[] => {
  const actions: CallAction[] = [leg.view.muted ? 'unmute' : 'mute', 'hangUp', 'setCallData'];
  if (leg.view.parties) actions.push('dropParty');
  if (consultationsAbout(leg).length > 0) actions.push('cancelConsult');
  // Who was transferred to a phone that still rings has nobody to hand on.
  if (othersOf(leg).length === 0) return actions;
  if (leg.agent && leg.agent.legs.size < rules.linesPerAgent) actions.push('consult');
  if (!leg.call.waiting) actions.push('blindTransfer');
  const joinable = joinableConsultations(leg);
  if (joinable.some((other) => fits(leg, other, 'transfer', rules))) actions.push('completeTransfer');
  if (joinable.some((other) => fits(leg, other, 'conference', rules))) actions.push('conference');
  return actions;
};

const chat = (leg: Leg): CallAction[] => {
  if (othersOf(leg).length === 0) return ['hangUp', 'setCallData'];
  return ['sendMessage', 'pushUrl', 'hangUp', 'setCallData', ...(leg.call.waiting ? [] : (['blindTransfer'] as const))];
};

/** A supervisor who listens changes nothing of the call. */
const listening = ({ view: { state, muted, supervision } }: Leg): CallAction[] => {
  const own = supervision?.how === 'whisper' ? ([muted ? 'unmute' : 'mute'] as const) : [];
  return [state === 'held' ? 'retrieve' : 'hold', ...own, 'hangUp'];
};

const byState = (leg: Leg, rules: ActionRules): CallAction[] => {
  if (inConversation(leg) && isListening(leg.view)) return listening(leg);
  switch (leg.view.state) {
    case 'alerting':
      return ['answer', 'reject', 'hangUp', 'setCallData'];
    case 'initiated':
      return ['hangUp', 'setCallData'];
    case 'connected':
      return isChat(leg.view) ? chat(leg) : ['hold', 'sendDtmf', ...conversation(leg, rules)];
    case 'held':
      return ['retrieve', ...conversation(leg, rules)];
    case 'failed':
      return ['hangUp'];
    default:
      return [];
  }
};

export const actionsOf = (leg: Leg, rules: ActionRules): CallAction[] => {
  const possible = byState(leg, rules);
  return rules.grantedActions.filter((action) => possible.includes(action));
};
