import { type PopRule, popRulesSchema } from '../../protocol/pop-rules.ts';
import { refuse, refuseShape, refuseUnknownKeys } from './refuse-shape.ts';
import { templateProblem } from './template.ts';

/** The parts of a rule in which texts may hold placeholders. */
const templated = ['searches', 'branches', 'actions'] as const;

const refuseBadTemplates = (place: string, data: unknown): void => {
  if (typeof data === 'string') {
    const problem = templateProblem(data);
    if (problem !== undefined) refuse(place, problem);
  } else if (Array.isArray(data)) for (const [index, item] of data.entries()) refuseBadTemplates(`${place}[${index}]`, item);
  else if (typeof data === 'object' && data !== null) for (const [key, item] of Object.entries(data)) refuseBadTemplates(`${place}.${key}`, item);
};

/**
 * Pop rules from data, such as JSON of a settings page. Nothing in them is ever run as code.
 *
 * @throws CtiError `INVALID_ARGUMENT`, which names the rule and key: `rules[2].branches.many.decision: must be one of …`.
 * @example
 * const rules = parseRules(JSON.parse(text));
 */
export const parseRules = (value: unknown): PopRule[] => {
  const { data, error } = popRulesSchema().safeParse(value);
  if (error) return refuseShape('rules', error);
  refuseUnknownKeys('rules', value, data);
  for (const [index, rule] of data.entries()) for (const part of templated) refuseBadTemplates(`rules[${index}].${part}`, rule[part]);
  return data;
};
