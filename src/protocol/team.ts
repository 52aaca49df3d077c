/** What a supervisor sees of the team and does with it, and how an agent asks for help. */
import * as z from 'zod/mini';
import { type AgentStatus, agentStatusSchema } from './agent.ts';
import { type Call, callSchema, type Party, partySchema } from './call.ts';
import { MAX_CALLS } from './limits.ts';
import { id, list, oneOf, personName, schemaOf, text, time } from './schema.ts';
import { type SupervisionMode, supervisionModes } from './supervision.ts';

/** An agent of the team, as the supervisor sees it. */
export interface TeamMember {
  agentId: string;
  name?: string | undefined;
  /** Address or extension; left out while logged out. */
  address?: string | undefined;
  /** Without `reasons`: the codes are those of the supervisor's own `agent.reasons`. */
  agent: AgentStatus;
  /** As the agent's own line has them, oldest first, but without `actions` and `data`: what is the agent's to do and to read stays there. */
  calls: Call[];
}

/** One member came or changed, or one is of the team no longer: exactly one of the two. */
export interface TeamChange {
  member?: TeamMember | undefined;
  /** The `agentId` of who has left the team. */
  removed?: string | undefined;
}

/** `assist`: the agent would like somebody to come in. `emergency`: at once; some phone systems record the call from then on. */
export type AssistanceKind = 'assist' | 'emergency';
export const assistanceKinds = ['assist', 'emergency'] as const satisfies readonly AssistanceKind[];

/**
 * `asked`: nobody has come yet. `taken`: a supervisor has. `over`: the call is, or the agent has logged out, or asked anew, or nobody came while the
 * phone system kept it. `over` is final.
 */
export type AssistanceState = 'asked' | 'taken' | 'over';
export const assistanceStates = ['asked', 'taken', 'over'] as const satisfies readonly AssistanceState[];

/** An agent has asked for help: told to the agent's supervisors, and to the agent. */
export interface Assistance {
  id: string;
  kind: AssistanceKind;
  state: AssistanceState;
  /** Who asks. */
  agentId: string;
  name?: string | undefined;
  /** The call it is about, as the agent's line knows it. */
  callId?: string | undefined;
  /** When it was asked for, in milliseconds since 1970. */
  at: number;
  /** The supervisor who has come. */
  takenBy?: Party | undefined;
}

export interface SuperviseCallRequest {
  /** Whose call it is. */
  agentId: string;
  /** One of `TeamMember.calls`. */
  callId: string;
  how: SupervisionMode;
}

/** States a supervisor may ask for, for an agent of the team. */
export type MemberState = 'ready' | 'notReady' | 'loggedOut';
export const memberStates = ['ready', 'notReady', 'loggedOut'] as const satisfies readonly MemberState[];

export interface MemberStateRequest {
  agentId: string;
  state: MemberState;
  /** As for `setAgentState` and `logOut`. */
  reason?: string | undefined;
}

export interface AssistanceRequest {
  kind: AssistanceKind;
  /** One of the agent's own calls. Left out: about none. */
  callId?: string | undefined;
}

export const teamMemberSchema = schemaOf<TeamMember>()(() =>
  z.object({
    agentId: id(),
    name: z.optional(personName()),
    address: z.optional(text(255)),
    agent: agentStatusSchema(),
    calls: list(callSchema(), MAX_CALLS),
  }),
);
export const teamChangeSchema = schemaOf<TeamChange>()(() =>
  z
    .object({ member: z.optional(teamMemberSchema()), removed: z.optional(id()) })
    .check(z.refine(({ member, removed }) => (member === undefined) !== (removed === undefined), 'must have either a member or who was removed')),
);
export const assistanceSchema = schemaOf<Assistance>()(() =>
  z.object({
    id: id(),
    kind: oneOf(assistanceKinds),
    state: oneOf(assistanceStates),
    agentId: id(),
    name: z.optional(personName()),
    callId: z.optional(id()),
    at: time(),
    takenBy: z.optional(partySchema()),
  }),
);
export const superviseCallRequestSchema = schemaOf<SuperviseCallRequest>()(() => z.object({ agentId: id(), callId: id(), how: oneOf(supervisionModes) }));
export const memberStateRequestSchema = schemaOf<MemberStateRequest>()(() =>
  z.object({ agentId: id(), state: oneOf(memberStates), reason: z.optional(text(500)) }),
);
export const assistanceRequestSchema = schemaOf<AssistanceRequest>()(() => z.object({ kind: oneOf(assistanceKinds), callId: z.optional(id()) }));
