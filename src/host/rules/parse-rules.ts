import { MAX_RULES } from '../../protocol/pop-limits.ts';
import { type PopRule, popRuleSchema, popRulesSchema } from '../../protocol/pop-rules.ts';
import { type KnownNames, unknownNames } from './known-names.ts';
import { type Problem, refuseProblems, shapeProblems, unknownKeys } from './problems.ts';
import { returnProblems } from './returned.ts';
import { templateProblem } from './template.ts';

/** The parts of a rule in which texts may hold placeholders. */
const templated = ['searches', 'branches', 'actions'] as const;

const templateProblems = (path: string, data: unknown): Problem[] => {
  if (typeof data === 'string') {
    const problem = templateProblem(data);
    return problem === undefined ? [] : [{ path, problem }];
  }
  if (Array.isArray(data)) return data.flatMap((item, index) => templateProblems(`${path}[${index}]`, item));
  return typeof data === 'object' && data !== null ? Object.entries(data).flatMap(([key, item]) => templateProblems(`${path}.${key}`, item)) : [];
};

const readRule = (given: unknown, place: string, known: KnownNames, problems: Problem[]): PopRule[] => {
  const { data, error } = popRuleSchema().safeParse(given);
  if (error) {
    problems.push(...shapeProblems(place, error));
    return [];
  }
  problems.push(
    ...unknownKeys(place, given, data),
    ...templated.flatMap((part) => templateProblems(`${place}.${part}`, data[part])),
    ...returnProblems(place, data),
    ...unknownNames(place, data, known),
  );
  return [data];
};

/**
 * Pop rules from data, such as JSON of a settings page. Nothing in them is ever run as code.
 *
 * @throws CtiError `INVALID_ARGUMENT`, which names every rule and key that is wrong: `rules[2].branches.many.decision: must be one of …`.
 * @example
 * const rules = parseRules(JSON.parse(text));
 */
export const parseRules = (value: unknown, known: KnownNames = {}): PopRule[] => {
  const problems: Problem[] = [];
  if (!Array.isArray(value) || value.length > MAX_RULES) {
    const { error } = popRulesSchema().safeParse(value);
    if (error) problems.push(...shapeProblems('rules', error));
    refuseProblems(problems);
  }
  const rules = Array.from(value as unknown[], (given, index) => readRule(given, `rules[${index}]`, known, problems)).flat();
  refuseProblems(problems);
  return rules;
};
