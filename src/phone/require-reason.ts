/** Reasons that agents have to give (law 15), checked by every connector alike. */
import type { AgentReasons, AgentStatus } from '../protocol/agent.ts';
import { CtiError } from '../protocol/error.ts';
import { MAX_REASON_LENGTH } from './limits.ts';

export type ReasonKind = 'notReady' | 'logOut' | 'wrapUp';

const purpose: Record<ReasonKind, string> = { notReady: 'being not ready', logOut: 'logging out', wrapUp: 'the wrap-up of a call' };

/**
 * The reason, when the phone system takes it; `undefined` when none was given and none has to be.
 * @throws CtiError `INVALID_ARGUMENT` saying what is missing
 * @example
 * const reason = requireReason('logOut', request.reason, phone.agent.reasons);
 */
export const requireReason = (kind: ReasonKind, reason: string | undefined, reasons: AgentReasons | undefined): string | undefined => {
  const refuse = (why: string) => new CtiError('INVALID_ARGUMENT', `${why} \`agent.reasons.${kind}\` has the codes.`, { details: { reason: kind } });
  if (reason === undefined || reason === '') {
    if (reasons?.mandatory?.[kind]) throw refuse(`This phone system wants a reason for ${purpose[kind]}.`);
    return undefined;
  }
  if (typeof reason !== 'string' || reason.length > MAX_REASON_LENGTH) throw refuse(`A reason is a text of at most ${MAX_REASON_LENGTH} characters.`);
  const codes = reasons?.[kind] ?? [];
  if (codes.length > 0 && !codes.some(({ code }) => code === reason)) throw refuse(`This phone system has no such reason for ${purpose[kind]}.`);
  return reason;
};

/**
 * Work after a call that has to be wrapped up is not left without it.
 * @throws CtiError `INVALID_ARGUMENT`
 */
export const requireWrappedUp = (agent: AgentStatus, wrappedUp: boolean): void => {
  if (agent.state !== 'workingAfterCall' || wrappedUp || !agent.reasons?.mandatory?.wrapUp) return;
  throw new CtiError('INVALID_ARGUMENT', 'This phone system wants the call to be wrapped up first, by `wrapUp` with one of `agent.reasons.wrapUp`.', {
    details: { reason: 'wrapUp' },
  });
};
