/** What every connector checks before it carries out a command (law 5). */
import type { Call, CallAction, Party } from '../protocol/call.ts';
import { CtiError } from '../protocol/error.ts';
import type { PhoneCommandName } from '../protocol/phone-commands.ts';
import type { TeamMember } from '../protocol/team.ts';
import { consultationsAbout, establishedConsultations } from './consultations.ts';

/** @throws CtiError `NOT_SUPPORTED` when the phone never grants the command. */
export const requireCapability = (capabilities: readonly PhoneCommandName[], name: PhoneCommandName): void => {
  if (!capabilities.includes(name)) throw new CtiError('NOT_SUPPORTED', `This phone cannot ${name}. Its capabilities say what it can.`);
};

/**
 * The call, when `action` may be carried out with it now.
 * @throws CtiError `NOT_SUPPORTED`, `NO_SUCH_CALL`, `INVALID_STATE`, in this order.
 * @example
 * const call = requireCall(store.calls, callId, 'hold', capabilities);
 */
export const requireCall = (calls: readonly Call[], callId: string, action: CallAction, capabilities: readonly PhoneCommandName[]): Call => {
  requireCapability(capabilities, action);
  const call = calls.find((candidate) => candidate.id === callId);
  if (!call) throw new CtiError('NO_SUCH_CALL', `There is no call with this id, so it cannot ${action}. It may be over.`);
  if (call.actions.includes(action)) return call;
  const why = call.signalling === 'lost' ? 'its signalling is lost' : `it is ${call.state}`;
  const details = { state: call.state, signalling: call.signalling, actions: call.actions };
  throw new CtiError('INVALID_STATE', `The call cannot ${action} while ${why}.`, { details });
};

/**
 * The consultation that `completeTransfer` or `conference` means, once `requireCall` has granted the action; with `answered: false` the one
 * that `cancelConsult` means, which may still ring.
 * @param consultationCallId may be left out while there is only one
 * @throws CtiError `NO_SUCH_CALL` for one that does not exist, `INVALID_STATE` for one that was not answered or is about another call,
 * `INVALID_ARGUMENT` when there are several and none was named.
 */
export const requireConsultation = (calls: readonly Call[], callId: string, consultationCallId?: string, { answered = true } = {}): Call => {
  const ready = answered ? establishedConsultations(calls, callId) : consultationsAbout(calls, callId);
  if (consultationCallId === undefined) {
    const [only, ...more] = ready;
    if (only && more.length === 0) return only;
    if (only) throw new CtiError('INVALID_ARGUMENT', 'This call has several consultations: name the one that is meant.');
    throw new CtiError('INVALID_STATE', answered ? 'This call has no consultation that was answered.' : 'This call has no consultation.');
  }
  const named = ready.find((call) => call.id === consultationCallId);
  if (named) return named;
  if (!calls.some((call) => call.id === consultationCallId)) throw new CtiError('NO_SUCH_CALL', 'There is no consultation with this id.');
  throw new CtiError(
    'INVALID_STATE',
    answered ? 'That call is not an answered consultation about this one.' : 'That call is not a consultation about this one.',
  );
};

/**
 * The party that `dropParty` means, once `requireCall` has granted the action.
 * @throws CtiError `INVALID_ARGUMENT` when nobody in the call has the number
 */
export const requireParty = (call: Call, number: string): Party => {
  const party = number === '' ? undefined : call.parties?.find((one) => one.number === number);
  if (party) return party;
  throw new CtiError('INVALID_ARGUMENT', 'Nobody in this call has that number. `Call.parties` has those who are in it.');
};

/**
 * The agent of the team whom `superviseCall` or `setMemberState` means (law 20).
 * @throws CtiError `REFUSED` for anybody else, be there such an agent or not
 */
export const requireMember = (team: readonly TeamMember[], agentId: string): TeamMember => {
  const member = team.find((one) => one.agentId === agentId);
  if (member) return member;
  throw new CtiError('REFUSED', 'There is no such agent in the team of this supervisor.', { details: { code: 'NOT_IN_TEAM' } });
};
