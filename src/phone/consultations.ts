import type { Call } from '../protocol/call.ts';

/** The consultations about a call, oldest first, answered or not. */
export const consultationsAbout = (calls: readonly Call[], callId: string): readonly Call[] => calls.filter((call) => call.consultationFor === callId);

/** Those that were answered and can be joined with it, oldest first. */
export const establishedConsultations = (calls: readonly Call[], callId: string): readonly Call[] =>
  consultationsAbout(calls, callId).filter(({ signalling, state }) => signalling === 'up' && (state === 'connected' || state === 'held'));
