/** What somebody who is no phone system tells of a call: the generic listener, or a server through the API. */
import * as z from 'zod/mini';
import { type CallDirection, callDirections } from '../../protocol/call.ts';
import { MAX_CALL_TYPE_LENGTH } from '../../protocol/limits.ts';
import { id, list, number, oneOf, schemaOf, stringMap, text } from '../../protocol/schema.ts';
import { MAX_AGENTS_TOLD } from './limits.ts';

/** `alerting` begins a call, or says more of one that was announced. `established`: the agent talks. `ended`: it is over. */
export type AnnouncedState = 'alerting' | 'established' | 'ended';
export const announcedStates = ['alerting', 'established', 'ended'] as const satisfies readonly AnnouncedState[];

export interface Announcement {
  /** Whose calls it is. Left out: theirs who have it already. */
  agentIds?: readonly string[] | undefined;
  /** The caller's number, as received. */
  ani?: string | undefined;
  /** The number that was dialled. Of an outbound call it is the far end's, and without it `ani` is. */
  dnis?: string | undefined;
  /** `Call.type`, at most 64 characters: `phonecall` where it is left out; an empty text means that no type was told. */
  type?: string | undefined;
  /** Default `inbound`. */
  direction?: CallDirection | undefined;
  /** Call data. Said again, names given are set, an empty text takes one away. Names that begin with `ringframe.` are Ringframe's own, and are left out. */
  data?: Readonly<Record<string, string>> | undefined;
  /**
   * By which more can be told of the call later, and by which one that is announced twice is known: never to be used for another. Without it
   * every announcement is a call of its own.
   */
  callId?: string | undefined;
  /** Default `alerting`. All but the first need a `callId`. */
  state?: AnnouncedState | undefined;
}

/** What became of it. */
export interface Announced {
  /** As given, or a new one. */
  callId: string;
  /**
   * `announced`: it began on one line at least. `updated`: something changed where it was known. `ended`. `ignored`: no such agent, nothing
   * new, a call that has ended, or one of the phone system, which tells of it itself.
   */
  outcome: 'announced' | 'updated' | 'ended' | 'ignored';
  /** Lines that were told. */
  agentIds: string[];
}

/**
 * Tells lines of a call. They have it as any other, without actions: what a phone system does not know, it cannot act on.
 *
 * @throws CtiError `INVALID_ARGUMENT` with `details.problems`, which have no values in them
 * @example
 * announce({ agentIds: ['agent-1'], ani: '+46812345678', type: 'phonecall', data: { customerid: '49383433' } });
 */
export type Announce = (announcement: Announcement) => Announced;

interface CheckedAnnouncement extends Omit<Announcement, 'agentIds' | 'data'> {
  agentIds?: string[] | undefined;
  data?: Record<string, string> | undefined;
}

export const announcementSchema = schemaOf<CheckedAnnouncement>()(() =>
  z.object({
    agentIds: z.optional(list(id(), MAX_AGENTS_TOLD)),
    ani: z.optional(number()),
    dnis: z.optional(number()),
    type: z.optional(text(MAX_CALL_TYPE_LENGTH)),
    direction: z.optional(oneOf(callDirections)),
    data: z.optional(stringMap()),
    callId: z.optional(id()),
    state: z.optional(oneOf(announcedStates)),
  }),
);
