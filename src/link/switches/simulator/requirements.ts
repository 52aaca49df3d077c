/** What is asked before a command is carried out. One that is refused has changed nothing. Messages never repeat a number or a name. */
import type { AgentReasons } from '../../../protocol/agent.ts';
import type { CallAction, CallCause } from '../../../protocol/call.ts';
import { CtiError } from '../../../protocol/error.ts';
import { MAX_DATA_KEYS, MAX_DATA_LENGTH } from '../../../protocol/limits.ts';
import { type ActionRules, consultationsAbout, fits, joinableConsultations } from './actions.ts';
import { changedData } from './call-view.ts';
import { dialString } from './dial-plan.ts';
import { type Agent, type Leg, othersOf } from './model.ts';

/** @throws CtiError `NO_SUCH_CALL`, also for a call that others have; `INVALID_STATE` */
export const requireLeg = (agent: Agent, callId: string, action: CallAction): Leg => {
  const leg = agent.legs.get(callId);
  if (!leg) throw new CtiError('NO_SUCH_CALL', `The agent has no call with this id, so it cannot ${action}. It may be over.`);
  if (leg.view.actions.includes(action)) return leg;
  const { state, actions } = leg.view;
  throw new CtiError('INVALID_STATE', `The call cannot ${action} while it is ${state}.`, { details: { state, actions } });
};

/** Whoever dials, or comes into a call, is logged in and has a line left. */
export const requireLine = (agent: Agent, { linesPerAgent }: ActionRules): void => {
  if (agent.extension === undefined) throw new CtiError('INVALID_STATE', 'The agent is logged out.');
  if (agent.legs.size >= linesPerAgent) throw new CtiError('INVALID_STATE', 'All lines of the agent’s phone are in use.');
};

const choose = (agent: Agent, of: readonly Leg[], callId: string | undefined): Leg => {
  const [only, ...more] = of;
  if (callId === undefined) {
    if (!only) throw new CtiError('INVALID_STATE', 'This call has no consultation with which that can be done.');
    if (more.length > 0) throw new CtiError('INVALID_ARGUMENT', 'This call has several consultations: name the one that is meant.');
    return only;
  }
  const named = of.find(({ view }) => view.id === callId);
  if (named) return named;
  if (!agent.legs.has(callId)) throw new CtiError('NO_SUCH_CALL', 'The agent has no consultation with this id.');
  throw new CtiError('INVALID_STATE', 'That call is not a consultation with which that can be done.');
};

/** Somebody was asked about the call, and can be joined with it. */
export const requireJoinable = (agent: Agent, leg: Leg, as: 'transfer' | 'conference', rules: ActionRules, callId?: string): Leg => {
  const joinable = joinableConsultations(leg).filter((other) => fits(leg, other, as, rules));
  return choose(agent, joinable, callId);
};

/** The same, answered or not. */
export const requireConsultation = (agent: Agent, leg: Leg, callId?: string): Leg => choose(agent, consultationsAbout(leg), callId);

export const requireParty = (leg: Leg, number: string): Leg => {
  const other = othersOf(leg).find(({ party }) => party.number === number);
  if (other) return other;
  throw new CtiError('INVALID_ARGUMENT', 'Nobody in this call has that number. `Call.parties` has those who are in it.');
};

/** @throws CtiError `INVALID_NUMBER` */
export const requireNumber = (number: string): string => {
  const dialled = number.trim();
  if (/\p{Cc}/u.test(dialled)) throw new CtiError('INVALID_NUMBER', 'The number contains control characters.');
  if (!/[\p{L}\p{N}*#]/u.test(dialString(dialled))) throw new CtiError('INVALID_NUMBER', 'The number contains no digit, letter, * or #.');
  return dialled;
};

/** The data a call has after `news`: whole, or not at all. */
export const requireData = (known: Readonly<Record<string, string>>, news: Readonly<Record<string, string>>, maxBytes: number): Record<string, string> => {
  const data = changedData(known, news);
  const refuse = (why: string) => new CtiError('INVALID_ARGUMENT', `Call data ${why}. Nothing of it was kept.`, { details: { maxBytes } });
  const entries = Object.entries(data);
  if (Object.hasOwn(news, '')) throw refuse('have names');
  if (entries.length > MAX_DATA_KEYS || entries.join('').length > MAX_DATA_LENGTH) throw refuse(`are at most ${MAX_DATA_KEYS} values`);
  const bytes = entries.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0);
  if (bytes > maxBytes) throw refuse(`of this phone system are at most ${maxBytes} bytes, names and values together`);
  return data;
};

const purpose = { notReady: 'being not ready', logOut: 'logging out', wrapUp: 'the wrap-up of a call' } as const;

/** Law 15 of a phone. @throws CtiError `INVALID_ARGUMENT` saying what is missing */
export const requireReason = (kind: keyof typeof purpose, reason: string | undefined, reasons: AgentReasons | undefined): string | undefined => {
  const refuse = (why: string) => new CtiError('INVALID_ARGUMENT', `${why} \`agent.reasons.${kind}\` has the codes.`, { details: { reason: kind } });
  if (reason === undefined || reason === '') {
    if (reasons?.mandatory?.[kind]) throw refuse(`This phone system wants a reason for ${purpose[kind]}.`);
    return undefined;
  }
  const codes = reasons?.[kind] ?? [];
  if (codes.length > 0 && !codes.some(({ code }) => code === reason)) throw refuse(`This phone system has no such reason for ${purpose[kind]}.`);
  return reason;
};

/** Why a call cannot be handed to somebody, as the error its sender gets. */
export const refusalOf = (cause: CallCause): CtiError =>
  cause === 'busy'
    ? new CtiError('BUSY', 'The party the call was to go to is busy. The call is as it was.')
    : new CtiError('REFUSED', 'The call cannot go there. It is as it was.', { details: { code: cause } });
