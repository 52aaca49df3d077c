import * as z from 'zod/mini';
import { oneOf, schemaOf, text, time } from './schema.ts';

/** ECMA-269 agent states. `reserved`: a call is on its way; `busy`: in a call. */
export type AgentState = 'loggedOut' | 'notReady' | 'ready' | 'reserved' | 'busy' | 'workingAfterCall';

/** States an agent, or a CRM for the agent, may ask for. The others follow from calls. */
export type SettableAgentState = 'notReady' | 'ready' | 'workingAfterCall';

export interface AgentStatus {
  state: AgentState;
  /** Why, in the phone system's own words, for example a not-ready reason. At most 500 characters. */
  reason?: string | undefined;
  /** Since when, in milliseconds since 1970. */
  since: number;
}

export const agentStates = ['loggedOut', 'notReady', 'ready', 'reserved', 'busy', 'workingAfterCall'] as const satisfies readonly AgentState[];
export const settableAgentStates = ['notReady', 'ready', 'workingAfterCall'] as const satisfies readonly SettableAgentState[];

export const agentStatusSchema = schemaOf<AgentStatus>()(() => z.object({ state: oneOf(agentStates), reason: z.optional(text(500)), since: time() }));
