import type { CallDirection } from '../../protocol/call.ts';
import type { PopRule, RuleCondition, RuleDirection } from '../../protocol/pop-rules.ts';
import type { CallValues } from './call-facts.ts';

export const directionFits = (wanted: RuleDirection | undefined, direction: CallDirection): boolean =>
  wanted === undefined || wanted === 'both' || wanted === direction;

const holds = ({ key, equals, oneOf, startsWith, exists }: RuleCondition, values: CallValues['values']): boolean => {
  const value = Object.hasOwn(values, key) ? values[key] : undefined;
  const present = value !== undefined && value !== '';
  if (exists !== undefined && exists !== present) return false;
  if (equals !== undefined && equals !== (value ?? '')) return false;
  if (oneOf !== undefined && (value === undefined || !oneOf.includes(value))) return false;
  return startsWith === undefined || (value?.startsWith(startsWith) ?? false);
};

/** Why a rule is none for this call, in words for the administrator and without the call's values; undefined when it is one. */
export const whyNot = (rule: PopRule, { direction, values }: CallValues): string | undefined => {
  const activity = rule.activity?.trim().toLowerCase();
  if (activity && activity !== values.type?.trim().toLowerCase()) return `the activity is not ${rule.activity}`;
  if (!directionFits(rule.direction, direction)) return `the call is ${direction}, the rule is for ${rule.direction}`;
  const failed = rule.conditions?.findIndex((condition) => !holds(condition, values)) ?? -1;
  return failed < 0 ? undefined : `conditions[${failed}] on ${rule.conditions?.[failed]?.key} does not hold`;
};
