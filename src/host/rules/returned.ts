/** `[[$Return.name]]`: what an action gave back, for those that run after it. Known only when it has run, so they are filled in then. */
import type { PopRule, RuleAction } from '../../protocol/pop-rules.ts';
import type { Problem } from './problems.ts';
import { readTemplate } from './template.ts';

const RETURN_GROUP = '$Return';

/** Names under `$Return` within plain data. */
const returnNames = (data: unknown): string[] => {
  if (typeof data === 'string') return readTemplate(data).flatMap((part) => (typeof part !== 'string' && part.group === RETURN_GROUP ? [part.name] : []));
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(returnNames) : [];
};

export const needsReturn = (action: RuleAction): boolean => returnNames(action).length > 0;

/** The name itself, or one of its fields. */
const isOf = (name: string, action: string): boolean => name === action || name.startsWith(`${action}.`);

/** What is asked of actions that do not run before. */
export const returnProblems = (place: string, { searches, branches, actions = [] }: PopRule): Problem[] => {
  const ran = Object.values(branches).flatMap((branch) => (branch?.action?.type === 'runAction' ? [branch.action.name] : []));
  const problems = (path: string, data: unknown, earlier: readonly string[]): Problem[] =>
    returnNames(data)
      .filter((name) => !earlier.some((action) => isOf(name, action)))
      .map((name) => ({ path, problem: `[[${RETURN_GROUP}.${name}]] names no action that runs before` }));
  return [
    ...problems(`${place}.searches`, searches, []),
    ...Object.entries(branches).flatMap(([name, branch]) => problems(`${place}.branches.${name}.action`, branch?.action, [])),
    ...actions.flatMap((action, index) => {
      const found = problems(`${place}.actions[${index}]`, action, ran);
      if (action.type === 'runAction') ran.push(action.name);
      return found;
    }),
  ];
};

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;

/** What an action gave back as values by name: a text, number or truth under the action's own name, the fields of an object under `name.field`. */
export const returnedValues = (action: string, value: unknown): Record<string, string> => {
  const fields: [string, unknown][] =
    typeof value === 'object' && value !== null ? Object.entries(value).map(([name, field]) => [`${action}.${name}`, field]) : [[action, value]];
  return Object.fromEntries(
    fields.flatMap(([name, field]) => {
      const text = textOf(field);
      return text === undefined ? [] : [[name, text]];
    }),
  );
};
