/** What `searchAndScreenPop` of either interface asks of the CRM. */
import type { CallDirection } from '../protocol/call.ts';
import { CtiError } from '../protocol/error.ts';
import type { SearchAndPop } from '../protocol/search-and-pop.ts';
import { isObject, optionalFieldValuesOf, optionalTextOf, textOf, type Values } from './arguments.ts';
import { flowArgumentsOf } from './flow-arguments.ts';
import { MIN_SEARCH_LENGTH } from './limits.ts';

export const CALL_TYPE = { INBOUND: 'inbound', OUTBOUND: 'outbound', INTERNAL: 'internal' } as const;

const queryParamsOf = (values: Values): SearchAndPop['queryParams'] => {
  const { queryParams } = values;
  if (!isObject(queryParams)) return optionalTextOf(values, 'queryParams');
  return Object.fromEntries(Object.entries(queryParams).map(([name, value]) => [name, String(value)]));
};

/** Without one it is an inbound call. */
const callTypeOf = (values: Values): CallDirection | undefined => {
  const callType = optionalTextOf(values, 'callType')?.toLowerCase();
  const callTypes: readonly string[] = Object.values(CALL_TYPE);
  if (callType && !callTypes.includes(callType))
    throw new CtiError('INVALID_ARGUMENT', `callType must be one of ${callTypes.join(', ')}, but is another text.`);
  return callType as CallDirection | undefined;
};

export const searchRequestOf = (values: Values): SearchAndPop => ({
  searchParams: textOf(values, 'searchParams', MIN_SEARCH_LENGTH),
  callType: callTypeOf(values),
  queryParams: queryParamsOf(values),
  // The guide's own table has the second spelling.
  defaultFieldValues: optionalFieldValuesOf(values, 'defaultFieldValues') ?? optionalFieldValuesOf(values, 'defaultFieldsValue'),
  flowArguments: isObject(values.params) && isObject(values.params.FLOW) ? flowArgumentsOf(values.params.FLOW) : undefined,
  deferred: values.deferred === true,
});
