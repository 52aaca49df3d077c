import type { Call } from '../protocol/call.ts';

/** The consultations about a call that were answered and can be joined with it, oldest first. */
export const establishedConsultations = (calls: readonly Call[], callId: string): readonly Call[] =>
  calls.filter((call) => call.consultationFor === callId && call.signalling === 'up' && (call.state === 'connected' || call.state === 'held'));
