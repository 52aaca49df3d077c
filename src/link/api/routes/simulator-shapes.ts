/** What drives the simulator, and all there is in it, as schemas. */
import * as z from 'zod/mini';
import { agentStatusSchema } from '../../../protocol/agent.ts';
import { type CallCause, callCauses, callSchema, connectionStates } from '../../../protocol/call.ts';
import { isMessageText } from '../../../protocol/chat.ts';
import { MAX_CALL_TYPE_LENGTH, MAX_CALLS, MAX_NAME_LENGTH, MAX_NOTES_LENGTH, MAX_TEXT_LENGTH } from '../../../protocol/limits.ts';
import { id, list, number, oneOf, personName, schemaOf, stringMap, text, time, whole } from '../../../protocol/schema.ts';
import { MAX_PATIENCE_MS } from '../limits.ts';
import type { PlacedCall } from './driven-switch.ts';

export const placedCallSchema = schemaOf<PlacedCall>()(() =>
  z.object({
    from: number(),
    to: number(1),
    name: z.optional(personName()),
    type: z.optional(text(MAX_CALL_TYPE_LENGTH, 1)),
    data: z.optional(stringMap()),
    patienceMs: z.optional(whole(0, MAX_PATIENCE_MS)),
  }),
);

/** Which outside party of the call, when there are several. */
const who = () => z.optional(number());
export const outsideSchema = schemaOf<{ number?: string | undefined }>()(() => z.object({ number: who() }));
export const refuseSchema = schemaOf<{ as: 'busy' | 'declined'; number?: string | undefined }>()(() =>
  z.object({ as: oneOf(['busy', 'declined']), number: who() }),
);
export const writeSchema = schemaOf<{ text: string; number?: string | undefined }>()(() =>
  z.object({ text: text(MAX_TEXT_LENGTH, 1).check(z.refine(isMessageText, 'must be more than spaces')), number: who() }),
);
export const transferSchema = schemaOf<{ to: string; number?: string | undefined }>()(() => z.object({ to: number(1), number: who() }));
export const redirectSchema = schemaOf<{ to: string }>()(() => z.object({ to: number(1) }));
export const dropSchema = schemaOf<{ cause?: CallCause | undefined }>()(() => z.object({ cause: z.optional(oneOf(callCauses)) }));
export const failureSchema = schemaOf<{ reason: string }>()(() => z.object({ reason: text(MAX_NAME_LENGTH, 1) }));

export const placedShape = () => z.object({ callId: id() });

export const simulatorShape = () =>
  z.object({
    agents: z.array(
      z.object({
        agentId: id(),
        name: z.optional(personName()),
        queues: z.array(number()),
        address: text(255),
        agent: agentStatusSchema(),
        calls: list(callSchema(), MAX_CALLS),
      }),
    ),
    queues: z.array(z.object({ number: number(), name: z.optional(personName()), ready: whole(0), waiting: whole(0) })),
    calls: z.array(
      z.object({
        id: id(),
        ids: z.array(id()),
        called: number(),
        data: stringMap(),
        waits: z.boolean(),
        parties: z.array(
          z.object({ number: number(), name: z.optional(personName()), agentId: z.optional(id()), state: oneOf(connectionStates), heard: z.string() }),
        ),
      }),
    ),
  });

export const wrapUpsShape = () =>
  z.object({ wrapUps: z.array(z.object({ agentId: id(), callId: id(), code: text(500, 1), note: z.optional(text(MAX_NOTES_LENGTH)), at: time() })) });
