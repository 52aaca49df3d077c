import type { PopRule, RuleAction } from '../../protocol/pop-rules.ts';
import type { ScreenPopTarget } from '../../protocol/screen-pop.ts';
import { builtInNames } from './built-in-names.ts';
import type { Problem } from './problems.ts';

/** What the CRM has, where it can tell. Names outside of it are refused. */
export interface KnownNames {
  objectTypes?: readonly string[] | undefined;
  flows?: readonly string[] | undefined;
  /** Actions that rules may run beside the built-in ones. */
  actions?: readonly string[] | undefined;
}

const kinds = { objectTypes: 'kind of record', flows: 'flow', actions: 'action' } as const satisfies Record<keyof KnownNames, string>;

/** A name that a call's values complete is known only when it is used. */
const isUnknown = (names: readonly string[] | undefined, name: string): boolean => names?.includes(name) === false && !name.includes('[[');

/** The problem with a name, if there is one; none for a name that is left out. */
export const unknownName = (path: string, kind: keyof KnownNames, name: string | undefined, known: KnownNames): Problem[] => {
  const names = kind === 'actions' ? known.actions && [...known.actions, ...builtInNames] : known[kind];
  return name !== undefined && isUnknown(names, name) ? [{ path, problem: `is no ${kinds[kind]} of this CRM` }] : [];
};

const inTarget = (path: string, target: ScreenPopTarget, known: KnownNames): Problem[] => {
  if (target.type === 'flow') return unknownName(`${path}.flowName`, 'flows', target.flowName, known);
  return 'objectType' in target ? unknownName(`${path}.objectType`, 'objectTypes', target.objectType, known) : [];
};

const inAction = (path: string, action: RuleAction | undefined, known: KnownNames): Problem[] => {
  if (!action) return [];
  return action.type === 'runAction' ? unknownName(`${path}.name`, 'actions', action.name, known) : inTarget(`${path}.target`, action.target, known);
};

/** Names in a rule that the CRM does not have. */
export const unknownNames = (place: string, { searches = [], branches, actions = [] }: PopRule, known: KnownNames): Problem[] => [
  ...searches.flatMap(({ objectTypes = [], fields = {} }, index) => [
    ...objectTypes.flatMap((name, at) => unknownName(`${place}.searches[${index}].objectTypes[${at}]`, 'objectTypes', name, known)),
    ...Object.keys(fields).flatMap((name) => unknownName(`${place}.searches[${index}].fields.${name}`, 'objectTypes', name, known)),
  ]),
  ...Object.entries(branches).flatMap(([name, branch]) => inAction(`${place}.branches.${name}.action`, branch?.action, known)),
  ...actions.flatMap((action, index) => inAction(`${place}.actions[${index}]`, action, known)),
];
