/** Open CTI's `searchAndScreenPop`: the CRM looks up, decides by its softphone layout or rules, and goes there. */
import * as z from 'zod/mini';
import { type CallDirection, callDirections } from './call.ts';
import { type FieldValues, fieldValuesSchema } from './field-values.ts';
import { MAX_CALL_TYPE_LENGTH, MAX_TEXT_LENGTH } from './limits.ts';
import { type RecordMatch, type RecordReference, recordReferenceSchema, searchResultSchema } from './record.ts';
import { flag, id, number, oneOf, schemaOf, stringMap, text } from './schema.ts';
import { type FlowArgument, flowArgumentsSchema, type ScreenPopTarget, screenPopTargetSchema } from './screen-pop.ts';

export interface SearchAndPop {
  /** What to search for: a number as received, or any text. */
  searchParams: string;
  /** Chooses the part of the layout. Default `inbound`. */
  callType?: CallDirection | undefined;
  /** The call's `type`: rules with an `activity` apply to calls of that type. */
  type?: string | undefined;
  /** Handed to pages that the layout opens. A text in the form of a query string, or values by name. */
  queryParams?: string | Record<string, string> | undefined;
  /** Filled into the form for a new record. */
  defaultFieldValues?: FieldValues | undefined;
  flowArguments?: FlowArgument[] | undefined;
  /**
   * True: nothing is opened; the answer has `pop`, to be given to `screenPop` later. With a `callId` the CRM also keeps what it has
   * decided: asked again for the same call, not deferred, it does that, actions of its rules included, without another search.
   */
  deferred?: boolean | undefined;
  /** The number in E.164, where the softphone could make it out. */
  e164?: string | undefined;
  callId?: string | undefined;
  /** The number the caller dialled, and what else is known of the call: rules may ask for it. */
  called?: string | undefined;
  data?: Record<string, string> | undefined;
  /** The call brought its record along, from another agent: this is opened, as the one match; nothing is searched for, and no rule is asked. */
  record?: RecordReference | undefined;
}

export interface SearchAndPopResult {
  /** Best first, at most 50. */
  matches: RecordMatch[];
  /** Only when `deferred`, and missing when the CRM's rules open nothing. Pass it on as it is. */
  pop?: ScreenPopTarget | undefined;
  /**
   * Only when `deferred`, about a call with a `callId` that the agent makes: the CRM's rules or layout do something about it. There is nothing to wait for,
   * so ask again, not deferred, at once.
   */
  due?: boolean | undefined;
}

const queryParams = () =>
  z.custom<string | Record<string, string>>(
    (value) => (typeof value === 'string' ? value.length <= MAX_TEXT_LENGTH : stringMap().safeParse(value).success),
    'must be a query string or texts by name',
  );

export const searchAndPopSchema = schemaOf<SearchAndPop>()(() =>
  z.object({
    searchParams: text(500, 1),
    callType: z.optional(oneOf(callDirections)),
    type: z.optional(text(MAX_CALL_TYPE_LENGTH)),
    queryParams: z.optional(queryParams()),
    defaultFieldValues: z.optional(fieldValuesSchema()),
    flowArguments: z.optional(flowArgumentsSchema()),
    deferred: z.optional(flag()),
    e164: z.optional(number()),
    callId: z.optional(id()),
    called: z.optional(number()),
    data: z.optional(stringMap()),
    record: z.optional(recordReferenceSchema()),
  }),
);

export const searchAndPopResultSchema = schemaOf<SearchAndPopResult>()(() =>
  z.object({ matches: searchResultSchema(), pop: z.optional(screenPopTargetSchema()), due: z.optional(flag()) }),
);
