/** Open CTI's seven targets of `screenPop`, to ours and back. What `searchAndScreenPop` defers comes back unharmed, also through JSON. */
import { CtiError } from '../protocol/error.ts';
import type { ScreenPopTarget } from '../protocol/screen-pop.ts';
import { objectOf, optionalFieldValuesOf, textOf, type Values } from './arguments.ts';
import { flowArgumentsOf } from './flow-arguments.ts';
import { MIN_SEARCH_LENGTH } from './limits.ts';

export const SCREENPOP_TYPE = {
  URL: 'url',
  SOBJECT: 'sobject',
  OBJECTHOME: 'objecthome',
  LIST: 'list',
  SEARCH: 'search',
  NEW_RECORD_MODAL: 'newRecord',
  FLOW: 'flow',
} as const;

type OpenCtiType = (typeof SCREENPOP_TYPE)[keyof typeof SCREENPOP_TYPE];

/** What pages find as `SCREEN_POP_DATA`; some look inside. */
export interface ScreenPopData {
  type: OpenCtiType;
  params: Values;
  /** Those of `params` once more: the guide has them here, the client reads them there, and pages look in either place. */
  defaultFieldValues?: Values;
}

/** Open CTI's name of each parameter, and ours. The first must be there. */
const kinds: Record<OpenCtiType, { type: ScreenPopTarget['type']; names: Record<string, string> }> = {
  url: { type: 'url', names: { url: 'url' } },
  // `objectType` is ours: a CRM may need it to find a record of its own, and pages pass it back without looking.
  sobject: { type: 'record', names: { recordId: 'recordId', objectType: 'objectType' } },
  objecthome: { type: 'objectHome', names: { scope: 'objectType' } },
  list: { type: 'list', names: { listViewId: 'listViewId', scope: 'objectType' } },
  search: { type: 'search', names: { searchString: 'searchString' } },
  newRecord: { type: 'newRecord', names: { entityName: 'objectType', defaultFieldValues: 'defaultFieldValues' } },
  flow: { type: 'flow', names: { flowDevName: 'flowName', flowArgs: 'flowArguments' } },
};

/** Without what has no value: JSON would lose it. */
const renamed = (values: Values, names: readonly (readonly [string, string])[]): Values =>
  Object.fromEntries(names.map(([from, to]) => [to, values[from]]).filter(([, value]) => value !== undefined && value !== null));

export const toTarget = (data: Values): ScreenPopTarget => {
  const given = textOf(data, 'type');
  if (!Object.hasOwn(kinds, given)) throw new CtiError('INVALID_ARGUMENT', `type must be one of ${Object.keys(kinds).join(', ')}, but is another text.`);
  const { type, names } = kinds[given as OpenCtiType];
  const params = objectOf(data, 'params');
  const [required = ''] = Object.keys(names);
  textOf(params, required, type === 'search' ? MIN_SEARCH_LENGTH : 1);
  const defaultFieldValues = optionalFieldValuesOf(data, 'defaultFieldValues') ?? optionalFieldValuesOf(params, 'defaultFieldValues');
  return { type, ...renamed({ ...params, defaultFieldValues, flowArgs: flowArgumentsOf(params) }, Object.entries(names)) } as ScreenPopTarget;
};

export const toScreenPopData = (target: ScreenPopTarget): ScreenPopData => {
  const [type, { names }] = Object.entries(kinds).find(([, kind]) => kind.type === target.type) as [OpenCtiType, (typeof kinds)[OpenCtiType]];
  const params = renamed(
    target as unknown as Values,
    Object.entries(names).map(([theirs, ours]) => [ours, theirs]),
  );
  return target.type === 'newRecord' && target.defaultFieldValues ? { type, params, defaultFieldValues: target.defaultFieldValues } : { type, params };
};
