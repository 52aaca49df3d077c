/** How a call is treated depends on whose it is: a customer's from outside, or a colleague's. */
import type { Call } from '../protocol/call.ts';

export type CallKind = 'inbound' | 'consult';

const handedOn: readonly (string | undefined)[] = ['consultation', 'transfer', 'singleStepTransfer', 'conference'];

/** `consult`: a colleague asks, or hands a call on. */
export const kindOf = ({ direction, cause }: Call): CallKind => (direction === 'internal' || handedOn.includes(cause) ? 'consult' : 'inbound');
