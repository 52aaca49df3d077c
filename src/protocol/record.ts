/** Records of the CRM: what a search finds, what a click or a view refers to. */
import * as z from 'zod/mini';
import { MAX_MATCHES } from './limits.ts';
import { id, list, number, oneOf, personName, schemaOf, stringMap, text, url, whole } from './schema.ts';

/** A record by reference. Ids are the CRM's own and opaque to the softphone. */
export interface RecordReference {
  recordId: string;
  /** The CRM's name of the kind, such as `Contact`. */
  objectType?: string | undefined;
  recordName?: string | undefined;
}

/** One hit of a search. */
export interface RecordMatch extends RecordReference {
  recordName: string;
  /** How sure the CRM is that this is the caller. Only one `strong` hit pops by itself. Left out means `strong`. */
  confidence?: 'strong' | 'weak' | undefined;
  /** Further fields worth showing to the agent, as text. */
  fields?: Record<string, string> | undefined;
}

/** What to look for. At least one of `number` and `text` is set. */
export interface SearchQuery {
  /** The number as received. */
  number?: string | undefined;
  /** The same number in E.164, where it could be made out. */
  e164?: string | undefined;
  /** Free text, for a search typed by the agent. */
  text?: string | undefined;
  callId?: string | undefined;
  direction?: 'inbound' | 'outbound' | 'internal' | undefined;
  /** Most hits wanted, 1 to 50. */
  limit?: number | undefined;
}

/** What the CRM page shows now. */
export interface AppView {
  /** Absolute URL of the page. */
  url: string;
  /** Set when the view is of one record. */
  record?: RecordReference | undefined;
}

export const recordReferenceSchema = schemaOf<RecordReference>()(() =>
  z.object({ recordId: id(), objectType: z.optional(personName()), recordName: z.optional(personName()) }),
);

export const recordMatchSchema = schemaOf<RecordMatch>()(() =>
  z.object({
    recordId: id(),
    objectType: z.optional(personName()),
    recordName: personName(),
    confidence: z.optional(oneOf(['strong', 'weak'])),
    fields: z.optional(stringMap()),
  }),
);

export const searchQuerySchema = schemaOf<SearchQuery>()(() =>
  z
    .object({
      number: z.optional(number()),
      e164: z.optional(number()),
      text: z.optional(text(500)),
      callId: z.optional(id()),
      direction: z.optional(oneOf(['inbound', 'outbound', 'internal'])),
      limit: z.optional(whole(1, MAX_MATCHES)),
    })
    .check(z.refine((query) => query.number !== undefined || query.text !== undefined, 'either number or text must be given')),
);

export const searchResultSchema = schemaOf<RecordMatch[]>()(() => list(recordMatchSchema(), MAX_MATCHES));

export const appViewSchema = schemaOf<AppView>()(() => z.object({ url: url(), record: z.optional(recordReferenceSchema()) }));
