/** A call that is handed to a colleague with what is on the agent's screen: the record, and the notes in progress. */
import * as z from 'zod/mini';
import { MAX_NOTES_LENGTH, MAX_TEXT_LENGTH } from './limits.ts';
import { type RecordReference, recordReferenceSchema } from './record.ts';
import { flag, id, number, oneOf, schemaOf, text } from './schema.ts';

/** The commands that hand a call on. With `conference` the agent stays in it, and the work is copied. */
export type TransferKind = 'blindTransfer' | 'completeTransfer' | 'conference';
export const transferKinds = ['blindTransfer', 'completeTransfer', 'conference'] as const satisfies readonly TransferKind[];

/** Asked before a call is handed on, when nothing of it has happened yet. */
export interface TransferPreparation {
  callId: string;
  kind: TransferKind;
  /** Where the call goes to, as dialled. */
  to: string;
  /** The record the call belongs to, as the softphone knows it. */
  record?: RecordReference | undefined;
  /** The notes in progress; empty when there are none. */
  notes: string;
}

/** What is to go along. */
export interface PreparedTransfer {
  /**
   * The CRM's own name for what it has kept of this work: record, notes, drafts. With one, nothing else has to travel with the call, and
   * nobody but this CRM can make one up: let it be hard to guess, and good for one call.
   */
  transferId?: string | undefined;
  /** Instead of the call's record. */
  record?: RecordReference | undefined;
  /** A text of the CRM's own about work that is not saved, for `ArrivedTransfer.draft`. It travels with the call, so only without a `transferId`. */
  draft?: string | undefined;
}

/** A call has come with somebody's work. All of it but the call's id was told by another page through the phone system. */
export interface ArrivedTransfer {
  callId: string;
  /** Nobody took the call, or the phone refused to hand it on: the work is back with who sent it. */
  returned: boolean;
  transferId?: string | undefined;
  record?: RecordReference | undefined;
  notes?: string | undefined;
  draft?: string | undefined;
  /** Address of the agent who had the call before, as that agent's softphone says. */
  from?: string | undefined;
}

/** What the agent gets. Left out: as it came with the call. */
export interface AcceptedTransfer {
  record?: RecordReference | undefined;
  notes?: string | undefined;
}

const notes = () => text(MAX_NOTES_LENGTH);
const draft = () => text(MAX_TEXT_LENGTH);

export const transferPreparationSchema = schemaOf<TransferPreparation>()(() =>
  z.object({ callId: id(), kind: oneOf(transferKinds), to: number(), record: z.optional(recordReferenceSchema()), notes: notes() }),
);
export const preparedTransferSchema = schemaOf<PreparedTransfer>()(() =>
  z.object({ transferId: z.optional(id()), record: z.optional(recordReferenceSchema()), draft: z.optional(draft()) }),
);
export const arrivedTransferSchema = schemaOf<ArrivedTransfer>()(() =>
  z.object({
    callId: id(),
    returned: flag(),
    transferId: z.optional(id()),
    record: z.optional(recordReferenceSchema()),
    notes: z.optional(notes()),
    draft: z.optional(draft()),
    from: z.optional(number()),
  }),
);
export const acceptedTransferSchema = schemaOf<AcceptedTransfer>()(() => z.object({ record: z.optional(recordReferenceSchema()), notes: z.optional(notes()) }));
