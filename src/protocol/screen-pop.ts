/** Where the CRM is asked to go: Open CTI's seven targets, as typed values instead of URLs. */
import * as z from 'zod/mini';
import { MAX_TEXT_LENGTH } from './limits.ts';
import { id, personName, schemaOf, stringMap, text, url, variants } from './schema.ts';

export type ScreenPopTarget =
  /** The page of one record. */
  | { type: 'record'; recordId: string; objectType?: string | undefined }
  /** A page of the CRM. Same origin as the CRM, or relative; anything else is `POP_REFUSED`. */
  | { type: 'url'; url: string }
  /** The home page of a kind of record. */
  | { type: 'objectHome'; objectType: string }
  | { type: 'list'; listViewId: string; objectType?: string | undefined }
  /** The CRM's search page with this text in it. */
  | { type: 'search'; searchString: string }
  /** The form for a new record, with values filled in. */
  | { type: 'newRecord'; objectType: string; defaultFieldValues?: Record<string, string> | undefined }
  | { type: 'flow'; flowName: string; flowArguments?: Record<string, string> | undefined };

export const screenPopTargetSchema = schemaOf<ScreenPopTarget>()(() =>
  variants<ScreenPopTarget>({
    record: z.object({ recordId: id(), objectType: z.optional(personName()) }),
    url: z.object({ url: url() }),
    objectHome: z.object({ objectType: personName() }),
    list: z.object({ listViewId: id(), objectType: z.optional(personName()) }),
    search: z.object({ searchString: text(MAX_TEXT_LENGTH) }),
    newRecord: z.object({ objectType: personName(), defaultFieldValues: z.optional(stringMap()) }),
    flow: z.object({ flowName: personName(), flowArguments: z.optional(stringMap()) }),
  }),
);
