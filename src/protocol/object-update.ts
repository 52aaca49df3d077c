/** Parts of a record that were changed, or are to be shown afresh. */
import * as z from 'zod/mini';
import { flag, id, schemaOf } from './schema.ts';

/** The record on the screen was changed by somebody else than the softphone. */
export interface ObjectUpdate {
  recordId?: string | undefined;
  fieldsUpdated?: boolean | undefined;
  relatedListsUpdated?: boolean | undefined;
  feedUpdated?: boolean | undefined;
}

/** The softphone has changed a record: what of it the CRM should load again. All of it where nothing is said. */
export interface ObjectRefresh {
  recordId: string;
  refreshFields?: boolean | undefined;
  refreshRelatedLists?: boolean | undefined;
  refreshFeed?: boolean | undefined;
}

const maybe = () => z.optional(flag());

export const objectUpdateSchema = schemaOf<ObjectUpdate>()(() =>
  z.object({ recordId: z.optional(id()), fieldsUpdated: maybe(), relatedListsUpdated: maybe(), feedUpdated: maybe() }),
);
export const objectRefreshSchema = schemaOf<ObjectRefresh>()(() =>
  z.object({ recordId: id(), refreshFields: maybe(), refreshRelatedLists: maybe(), refreshFeed: maybe() }),
);
