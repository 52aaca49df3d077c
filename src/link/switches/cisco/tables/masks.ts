/** Which events a session or a monitor asks for when nobody says otherwise: all that have a public layout. */
import { AgentStateMask, CallMessageMask } from '../codec/index.ts';

const FIRST_GREETING_VERSION = 15;

const { AGENT_LEGACY_PRE_CALL, CALL_ATTRIBUTE_CHANGE, CALL_TERMINATION, AGENT_GREETING, ...common } = CallMessageMask;
const union = (bits: readonly number[]): number => bits.reduce((mask, bit) => mask | bit, 0) >>> 0;
const commonCallMessages = union(Object.values(common));

/** A server refuses a mask with bits that its version does not have (status 20). */
export const everyCallMessage = (version: number): number => union([commonCallMessages, version >= FIRST_GREETING_VERSION ? AGENT_GREETING : 0]);

export const everyAgentState: number = union(Object.values(AgentStateMask));
