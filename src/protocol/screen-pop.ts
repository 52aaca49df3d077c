/** Where the CRM is asked to go: Open CTI's seven targets, as typed values instead of URLs. */
import * as z from 'zod/mini';
import { type FieldValue, type FieldValues, fieldValueSchema, fieldValuesSchema } from './field-values.ts';
import { MAX_FLOW_ARGUMENTS, MAX_TEXT_LENGTH } from './limits.ts';
import { id, list, personName, schemaOf, text, url, variants } from './schema.ts';

/** One input of a flow; the CRM knows what `type` means to it, for example `String`. */
export interface FlowArgument {
  name: string;
  type?: string | undefined;
  value: FieldValue;
}

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
  | { type: 'newRecord'; objectType: string; defaultFieldValues?: FieldValues | undefined }
  | { type: 'flow'; flowName: string; flowArguments?: FlowArgument[] | undefined };

export const flowArgumentsSchema = schemaOf<FlowArgument[]>()(() =>
  list(z.object({ name: personName(), type: z.optional(personName()), value: fieldValueSchema() }), MAX_FLOW_ARGUMENTS),
);

export const screenPopTargetSchema = schemaOf<ScreenPopTarget>()(() =>
  variants<ScreenPopTarget>({
    record: z.object({ recordId: id(), objectType: z.optional(personName()) }),
    url: z.object({ url: url() }),
    objectHome: z.object({ objectType: personName() }),
    list: z.object({ listViewId: id(), objectType: z.optional(personName()) }),
    search: z.object({ searchString: text(MAX_TEXT_LENGTH) }),
    newRecord: z.object({ objectType: personName(), defaultFieldValues: z.optional(fieldValuesSchema()) }),
    flow: z.object({ flowName: personName(), flowArguments: z.optional(flowArgumentsSchema()) }),
  }),
);
