import * as z from 'zod/mini';
import { MAX_REASONS } from './limits.ts';
import { flag, list, oneOf, personName, schemaOf, text, time } from './schema.ts';

/** ECMA-269 agent states. `reserved`: a call is on its way; `busy`: in a call. */
export type AgentState = 'loggedOut' | 'notReady' | 'ready' | 'reserved' | 'busy' | 'workingAfterCall';

/** States an agent, or a CRM for the agent, may ask for. The others follow from calls. */
export type SettableAgentState = 'notReady' | 'ready' | 'workingAfterCall';

/** What follows a call: `autoIn` ready for the next one, `manualIn` work after the call until the agent says otherwise. */
export type WorkMode = 'autoIn' | 'manualIn';
export const workModes = ['autoIn', 'manualIn'] as const satisfies readonly WorkMode[];

/** Why an agent is not ready or logs out, by the phone system's own list. */
export interface AgentReason {
  code: string;
  label: string;
}

/** What an agent of this phone system may, or must, say. */
export interface AgentReasons {
  notReady: AgentReason[];
  logOut: AgentReason[];
  wrapUp: AgentReason[];
  /** The state is not changed without one. */
  mandatory?: { notReady?: boolean | undefined; logOut?: boolean | undefined; wrapUp?: boolean | undefined } | undefined;
}

export interface AgentStatus {
  state: AgentState;
  /** Why, in the phone system's own words, for example a not-ready reason. At most 500 characters. */
  reason?: string | undefined;
  /** Since when, in milliseconds since 1970. */
  since: number;
  workMode?: WorkMode | undefined;
  /** Left out where the phone system has no codes: any text is a reason there. */
  reasons?: AgentReasons | undefined;
}

export const agentStates = ['loggedOut', 'notReady', 'ready', 'reserved', 'busy', 'workingAfterCall'] as const satisfies readonly AgentState[];
export const settableAgentStates = ['notReady', 'ready', 'workingAfterCall'] as const satisfies readonly SettableAgentState[];

const reasonList = () => list(z.object({ code: text(500, 1), label: personName() }), MAX_REASONS);
const maybe = () => z.optional(flag());

export const agentStatusSchema = schemaOf<AgentStatus>()(() =>
  z.object({
    state: oneOf(agentStates),
    reason: z.optional(text(500)),
    since: time(),
    workMode: z.optional(oneOf(workModes)),
    reasons: z.optional(
      z.object({
        notReady: reasonList(),
        logOut: reasonList(),
        wrapUp: reasonList(),
        mandatory: z.optional(z.object({ notReady: maybe(), logOut: maybe(), wrapUp: maybe() })),
      }),
    ),
  }),
);
