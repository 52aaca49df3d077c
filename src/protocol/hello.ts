/** The first call on every load of either page: who is there, which version, who may do what. */
import * as z from 'zod/mini';
import { type AgentStatus, agentStatusSchema } from './agent.ts';
import { type Call, callSchema } from './call.ts';
import { type ClickToDialState, clickToDialStateSchema } from './crm-methods.ts';
import { type Limits, MAX_CALLS, MAX_NAME_LENGTH } from './limits.ts';
import { flag, id, list, schemaOf, text, whole } from './schema.ts';

export interface Software {
  name: string;
  version: string;
}

/** What the softphone says about itself, with all the host must know to carry on after a reload. */
export interface Hello {
  /** Majors it speaks. */
  protocol: number[];
  software: Software;
  /** CRM methods it would like to use. */
  wants: string[];
  /** Phone commands it serves. */
  serves: string[];
  limits: Limits;
  /** All that run, and nothing else runs, unless `callsPending`. */
  calls: Call[];
  /** More may run than are known yet. They follow as `call` events, and the next `offer` says that this was all. */
  callsPending?: boolean | undefined;
  agent?: AgentStatus | undefined;
  clickToDial?: ClickToDialState | undefined;
}

/** The host's answer. */
export interface Welcome {
  /** The major both will speak: the highest common one. */
  protocol: number;
  /** New on every hello; what belonged to an older session is over. */
  session: string;
  software: Software;
  /** The part of `wants` that this CRM serves. Everything else is `NOT_SUPPORTED`. */
  grants: string[];
  limits: Limits;
}

const names = () => list(text(64), 200);
const softwareSchema = schemaOf<Software>()(() => z.object({ name: text(MAX_NAME_LENGTH), version: text(64) }));
const limitsSchema = schemaOf<Limits>()(() =>
  z.object({ maxMessageBytes: whole(1), maxPendingCalls: whole(1), messagesPerSecond: whole(1), messageBurst: whole(1) }),
);

export const helloSchema = schemaOf<Hello>()(() =>
  z.object({
    protocol: list(whole(1), 20, 1),
    software: softwareSchema(),
    wants: names(),
    serves: names(),
    limits: limitsSchema(),
    calls: list(callSchema(), MAX_CALLS),
    callsPending: z.optional(flag()),
    agent: z.optional(agentStatusSchema()),
    clickToDial: z.optional(clickToDialStateSchema()),
  }),
);

export const welcomeSchema = schemaOf<Welcome>()(() =>
  z.object({ protocol: whole(1), session: id(), software: softwareSchema(), grants: names(), limits: limitsSchema() }),
);
