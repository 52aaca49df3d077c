/** What the API answers, as schemas: the OpenAPI document is made from them, and a test holds the answers against them. */
import * as z from 'zod/mini';
import { lineSnapshotSchema } from '../../phone/link/wire.ts';
import { agentStatusSchema } from '../../protocol/agent.ts';
import { callCauses, callDirections, callEventNames, callSchema, partySchema } from '../../protocol/call.ts';
import { chatMessageSchema } from '../../protocol/chat.ts';
import { MAX_ASSISTANCE, MAX_CALLS, MAX_ERROR_MESSAGE_LENGTH, MAX_NAME_LENGTH, MAX_TEAM_MEMBERS, MAX_TEXT_LENGTH } from '../../protocol/limits.ts';
import { commandParams } from '../../protocol/phone-commands.ts';
import { plainDataSchema } from '../../protocol/plain-data.ts';
import { amount, flag, id, list, number, oneOf, stringMap, text, time, whole } from '../../protocol/schema.ts';
import { supervisionSchema } from '../../protocol/supervision.ts';
import { assistanceSchema, teamMemberSchema } from '../../protocol/team.ts';
import { vendorEventSchema } from '../../protocol/vendor.ts';
import { DIAGNOSTIC_ENTRIES } from './limits.ts';

/** A schema of its own name in the document; built on first use. */
const shape = <S extends z.ZodMiniType>(build: () => S): (() => S) => {
  let built: S | undefined;
  return () => (built ??= build());
};

/** A code is API, a message is not. */
const errorShape = shape(() => z.object({ code: text(64, 1), message: text(MAX_ERROR_MESSAGE_LENGTH), details: z.optional(plainDataSchema()) }));

export const lineShape = shape(() =>
  z.object({
    agentId: id(),
    /** A softphone is connected. */
    connected: flag(),
    address: text(255),
    agent: agentStatusSchema(),
    calls: list(callSchema(), MAX_CALLS),
    team: z.optional(list(teamMemberSchema(), MAX_TEAM_MEMBERS)),
    assistance: z.optional(list(assistanceSchema(), MAX_ASSISTANCE)),
  }),
);
export const agentsShape = shape(() => z.object({ agents: z.array(lineShape()) }));
export const callsShape = shape(() => z.object({ calls: list(callSchema(), MAX_CALLS) }));

export const phoneSystemShape = shape(() =>
  z.object({
    state: oneOf(['stopped', 'connecting', 'up', 'lost']),
    attempt: z.optional(whole(0)),
    partial: z.optional(text(MAX_TEXT_LENGTH)),
    reason: z.optional(text(MAX_TEXT_LENGTH)),
  }),
);

export const statusShape = shape(() =>
  z.object({
    phoneSystem: z.object({ name: text(MAX_NAME_LENGTH), status: phoneSystemShape(), capabilities: list(oneOf(Object.keys(commandParams)), 100) }),
    link: z.object({ startedAt: time(), softphones: whole(0), streams: whole(0) }),
  }),
);

/** All kinds of call events in one: which members come with which type, ECMA-269 says. */
const callEventShape = shape(() =>
  z.object({
    type: oneOf(callEventNames),
    callId: id(),
    at: time(),
    cause: z.optional(oneOf(callCauses)),
    by: z.optional(oneOf(['local', 'remote'])),
    direction: z.optional(oneOf(callDirections)),
    callType: z.optional(text(MAX_NAME_LENGTH)),
    remote: z.optional(partySchema()),
    called: z.optional(partySchema()),
    to: z.optional(partySchema()),
    parties: z.optional(z.array(partySchema())),
    consultationFor: z.optional(id()),
    supervision: z.optional(supervisionSchema()),
    muted: z.optional(flag()),
    signalling: z.optional(oneOf(['up', 'lost'])),
    data: z.optional(stringMap()),
  }),
);

export const connectionShape = shape(() =>
  z.object({
    what: oneOf(['softphone', 'stream']),
    state: oneOf(['connected', 'disconnected']),
    agentId: z.optional(id()),
    client: z.optional(text(MAX_NAME_LENGTH)),
    reason: z.optional(text(MAX_NAME_LENGTH)),
  }),
);

export const routeDecisionShape = shape(() =>
  z.object({
    at: time(),
    routeId: id(),
    callId: id(),
    routePoint: number(),
    calling: number(),
    called: number(),
    data: stringMap(),
    outcome: oneOf(['decided', 'defaulted', 'gone', 'failed']),
    reason: z.optional(text(MAX_NAME_LENGTH)),
    destination: z.optional(number()),
    tookMs: amount(0),
  }),
);
export const routeDecisionsShape = shape(() => z.object({ decisions: list(routeDecisionShape(), DIAGNOSTIC_ENTRIES) }));

const eventOf = (type: string, data: z.ZodMiniType) => z.object({ id: id(), type: oneOf([type]), timestamp: text(30), agentId: z.optional(id()), data });

export const eventShape = shape(() =>
  z.union([
    eventOf('call', z.object({ event: callEventShape(), call: callSchema() })),
    eventOf('agent', z.object({ agent: agentStatusSchema() })),
    eventOf('snapshot', z.object({ snapshot: lineSnapshotSchema() })),
    eventOf('message', z.object({ message: chatMessageSchema() })),
    // Either of the two.
    eventOf('team', z.object({ change: z.object({ member: z.optional(teamMemberSchema()), removed: z.optional(id()) }) })),
    eventOf('assistance', z.object({ assistance: assistanceSchema() })),
    eventOf('vendorEvent', z.object({ vendorEvent: vendorEventSchema() })),
    eventOf('phoneSystem', phoneSystemShape()),
    eventOf('connection', connectionShape()),
    eventOf('route', routeDecisionShape()),
  ]),
);
export const eventsShape = shape(() => z.object({ events: list(eventShape(), DIAGNOSTIC_ENTRIES) }));
/** The data of `reset`, with which a stream begins that does not resume. */
export const resetShape = shape(() =>
  z.object({ reason: oneOf(['started', 'unknown']), snapshot: z.object({ phoneSystem: phoneSystemShape(), agents: z.array(lineShape()) }) }),
);

/** Shapes with a name of their own in the document. */
export const namedShapes = (): Readonly<Record<string, z.ZodMiniType>> => ({
  Error: errorShape(),
  Call: callSchema(),
  Party: partySchema(),
  AgentStatus: agentStatusSchema(),
  TeamMember: teamMemberSchema(),
  Assistance: assistanceSchema(),
  Line: lineShape(),
  PhoneSystemStatus: phoneSystemShape(),
  CallEvent: callEventShape(),
  RouteDecision: routeDecisionShape(),
  Event: eventShape(),
  Reset: resetShape(),
});
