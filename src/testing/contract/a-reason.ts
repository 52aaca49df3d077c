import type { Phone, ReasonKind } from '../../phone/index.ts';

/** One of the phone system's codes, or any text where it has none. */
export const aReason = (phone: Phone, kind: ReasonKind): string => phone.agent.reasons?.[kind][0]?.code ?? 'Lunch';
