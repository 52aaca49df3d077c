import { CtiError } from '../../protocol/error.ts';
import type { PopRule, RuleAction } from '../../protocol/pop-rules.ts';
import { screenPopTargetSchema } from '../../protocol/screen-pop.ts';
import { fillData, type ValueScopes } from './fill-template.ts';
import { needsReturn } from './returned.ts';
import type { RuleProblem } from './rule-outcome.ts';

/** @throws CtiError `MISSING_VALUE`; `TOO_LARGE`; `INVALID_ARGUMENT` when what came out is no target. */
const resolveAction = (action: RuleAction, scopes: ValueScopes): RuleAction => {
  if (action.type === 'runAction') {
    const { name, params } = action;
    return { type: 'runAction', name, ...(params && { params: fillData(params, scopes) as Record<string, string> }) };
  }
  const { data, error } = screenPopTargetSchema().safeParse(fillData(action.target, scopes));
  if (!error) return { type: 'screenPop', target: data };
  const [issue] = error.issues;
  throw new CtiError('INVALID_ARGUMENT', `With its placeholders filled in, ${issue?.path.join('.') || 'the target'} ${issue?.message ?? 'is wrong'}.`);
};

/** Actions that wait for what an earlier one gives back, with the values of their call: a decision is plain data and does not carry those about. */
const waiting = new WeakMap<RuleAction, ValueScopes>();

export const isWaiting = (action: RuleAction): boolean => waiting.has(action);

/** The action with what was returned filled in. @throws CtiError as `resolveAction`. */
export const finishAction = (action: RuleAction, $Return: Readonly<Record<string, string>>): RuleAction => {
  const scopes = waiting.get(action);
  return scopes ? resolveAction(action, { ...scopes, own: { ...scopes.own, $Return } }) : action;
};

/** The branch's action, then the rule's own, with their placeholders filled in. One that fails keeps no other from being done. */
export const resolveActions = (rule: PopRule, branchName: keyof PopRule['branches'], place: string, scopes: ValueScopes) => {
  const actions: RuleAction[] = [];
  const problems: RuleProblem[] = [];
  const resolve = (action: RuleAction | undefined, where: string): void => {
    if (!action) return;
    try {
      const waits = needsReturn(action);
      const resolved = waits ? { ...action } : resolveAction(action, scopes);
      if (waits) waiting.set(resolved, scopes);
      actions.push(resolved);
    } catch (error) {
      problems.push({ place: `${place}.${where}`, error: error as CtiError });
    }
  };
  resolve(rule.branches[branchName]?.action, `branches.${branchName}.action`);
  for (const [index, action] of rule.actions?.entries() ?? []) resolve(action, `actions[${index}]`);
  return { actions, problems };
};
