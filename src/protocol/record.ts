/** Records of the CRM: what a search finds, what a click or a view refers to. */
import * as z from 'zod/mini';
import { MAX_MATCHES } from './limits.ts';
import { mapOf } from './map-of.ts';
import { MAX_API_NAME_LENGTH, MAX_OBJECT_FIELDS, MAX_OBJECT_TYPES, MAX_OBJECTS_LENGTH, MAX_WHERE_FIELDS } from './pop-limits.ts';
import { id, list, number, oneOf, personName, schemaOf, stringMap, text, url, whole } from './schema.ts';

/** A record by reference. Ids are the CRM's own and opaque to the softphone. */
export interface RecordReference {
  recordId: string;
  /** The CRM's name of the kind, such as `Contact`. */
  objectType?: string | undefined;
  recordName?: string | undefined;
  /** Where a person is both a contact and an account of their own: the ids of the two. */
  personAccount?: PersonAccount | undefined;
}

export interface PersonAccount {
  accountId?: string | undefined;
  contactId?: string | undefined;
}

/** One hit of a search. */
export interface RecordMatch extends RecordReference {
  recordName: string;
  /** How sure the CRM is that this is the caller. Only one `strong` hit pops by itself. Left out means `strong`. */
  confidence?: 'strong' | 'weak' | undefined;
  /** Further fields worth showing to the agent, as text. */
  fields?: Record<string, string> | undefined;
}

/** What to look for. At least one of `number`, `text` and `where` is set; of `number` and `text` a record need fit only one. */
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
  /** Kinds of records to look in, at most 50. Left out: all. */
  objectTypes?: string[] | undefined;
  /** By kind of record, the fields wanted in `RecordMatch.fields`, at most 100 each. Kinds not named: as the CRM likes. */
  fields?: Record<string, string[]> | undefined;
  /** Fields, at most 20, that must have exactly these values in whatever is found. Only the CRM's own pop rules ask for it. */
  where?: Record<string, string> | undefined;
}

/** What the CRM page shows now. */
export interface AppView {
  /** Absolute URL of the page. */
  url: string;
  /** Set when the view is of one record. */
  record?: RecordReference | undefined;
}

const personAccount = () => z.optional(z.object({ accountId: z.optional(id()), contactId: z.optional(id()) }));

export const recordReferenceSchema = schemaOf<RecordReference>()(() =>
  z.object({ recordId: id(), objectType: z.optional(personName()), recordName: z.optional(personName()), personAccount: personAccount() }),
);

export const recordMatchSchema = schemaOf<RecordMatch>()(() =>
  z.object({
    recordId: id(),
    objectType: z.optional(personName()),
    recordName: personName(),
    personAccount: personAccount(),
    confidence: z.optional(oneOf(['strong', 'weak'])),
    fields: z.optional(stringMap()),
  }),
);

const fieldNames = () => mapOf(list(text(MAX_API_NAME_LENGTH, 1), MAX_OBJECT_FIELDS), MAX_OBJECT_TYPES);

export const searchQuerySchema = schemaOf<SearchQuery>()(() =>
  z
    .object({
      number: z.optional(number()),
      e164: z.optional(number()),
      text: z.optional(text(500)),
      callId: z.optional(id()),
      direction: z.optional(oneOf(['inbound', 'outbound', 'internal'])),
      limit: z.optional(whole(1, MAX_MATCHES)),
      objectTypes: z.optional(list(text(MAX_API_NAME_LENGTH, 1), MAX_OBJECT_TYPES)),
      fields: z.optional(
        fieldNames().check(
          z.refine((fields) => JSON.stringify(fields).length <= MAX_OBJECTS_LENGTH, `must have at most ${MAX_OBJECTS_LENGTH} characters together`),
        ),
      ),
      where: z.optional(stringMap().check(z.refine((where) => Object.keys(where).length <= MAX_WHERE_FIELDS, `must name at most ${MAX_WHERE_FIELDS} fields`))),
    })
    .check(z.refine(({ number, text, where }) => (number ?? text ?? where) !== undefined, 'number or text or where must be given')),
);

export const searchResultSchema = schemaOf<RecordMatch[]>()(() => list(recordMatchSchema(), MAX_MATCHES));

export const appViewSchema = schemaOf<AppView>()(() => z.object({ url: url(), record: z.optional(recordReferenceSchema()) }));
