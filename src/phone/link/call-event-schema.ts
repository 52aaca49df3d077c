import * as z from 'zod/mini';
import { callCauses, callDirections, partySchema } from '../../protocol/call.ts';
import { MAX_CALL_TYPE_LENGTH, MAX_PARTIES } from '../../protocol/limits.ts';
import { flag, id, list, oneOf, oneOfOr, schemaOf, stringMap, text, time, variants } from '../../protocol/schema.ts';
import { supervisionSchema } from '../../protocol/supervision.ts';
import type { CallEvent } from '../call-event.ts';

export const callEventSchema = schemaOf<CallEvent>()(() => {
  const about = { callId: id(), at: time(), cause: z.optional(oneOfOr(callCauses, 'unknown')) };
  const party = partySchema();
  const plain = z.object(about);
  const by = z.object({ ...about, by: oneOf(['local', 'remote']) });
  const parties = list(party, MAX_PARTIES);
  const callType = text(MAX_CALL_TYPE_LENGTH);
  return variants<CallEvent>({
    originated: z.object({
      ...about,
      remote: party,
      callType: z.optional(callType),
      consultationFor: z.optional(id()),
      supervision: z.optional(supervisionSchema()),
      data: z.optional(stringMap()),
    }),
    delivered: z.object({
      ...about,
      direction: z.optional(oneOf(callDirections)),
      callType: z.optional(callType),
      remote: z.optional(party),
      called: z.optional(party),
      data: z.optional(stringMap()),
    }),
    established: z.object({ ...about, remote: z.optional(party) }),
    held: by,
    retrieved: by,
    transferred: z.object({ ...about, remote: z.optional(party) }),
    conferenced: z.object({ ...about, by: oneOf(['local', 'remote']), parties }),
    diverted: z.object({ ...about, to: z.optional(party) }),
    queued: plain,
    failed: plain,
    connectionCleared: z.object({ ...about, parties }),
    cleared: plain,
    updated: z.object({
      ...about,
      muted: z.optional(flag()),
      remote: z.optional(party),
      signalling: z.optional(oneOf(['up', 'lost'])),
      data: z.optional(stringMap()),
      parties: z.optional(parties),
      supervision: z.optional(supervisionSchema()),
    }),
  });
});
