/** What is wrong with a dial plan that somebody wrote. Values are not repeated. */
import { MAX_DIAL_PREFIX_LENGTH, MAX_DIAL_RULES, MAX_NUMBER_LENGTH } from './limits.ts';

export interface DialPlanProblem {
  /** `incoming[0].prefix`; empty for the plan as a whole. */
  path: string;
  message: string;
}

type Values = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);

const unknownKeys = (value: Values, known: readonly string[], path: string): DialPlanProblem[] =>
  Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => ({ path: path === '' ? key : `${path}.${key}`, message: 'is no key of a dial plan' }));

const isDialText = (value: unknown): boolean => typeof value === 'string' && value.length <= MAX_DIAL_PREFIX_LENGTH && /^\+?[\d*#]*$/.test(value);
const dialTextWanted = `must be digits, * and #, with a + in front or none, and at most ${MAX_DIAL_PREFIX_LENGTH} characters`;

const isAmount = (value: unknown): boolean => value === undefined || (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MAX_NUMBER_LENGTH);
const amountWanted = `must be a whole number from 0 to ${MAX_NUMBER_LENGTH}`;

const ruleProblems = (rule: unknown, path: string): DialPlanProblem[] => {
  if (!isObject(rule)) return [{ path, message: 'must be an object such as { "prefix": "00", "replaceWith": "+" }' }];
  const { prefix, replaceWith, minDigits, maxDigits } = rule;
  const problems = unknownKeys(rule, ['prefix', 'replaceWith', 'minDigits', 'maxDigits'], path);
  const demand = (holds: boolean, key: string, message: string) => void (holds || problems.push({ path: `${path}.${key}`, message }));
  demand(isDialText(prefix), 'prefix', dialTextWanted);
  demand(replaceWith === undefined || isDialText(replaceWith), 'replaceWith', dialTextWanted);
  demand(isAmount(minDigits), 'minDigits', amountWanted);
  demand(isAmount(maxDigits), 'maxDigits', amountWanted);
  demand(!(Number(minDigits) > Number(maxDigits)), 'maxDigits', 'must not be less than minDigits');
  return problems;
};

const digitsOf = (rule: Values): [number, number] => [Number(rule.minDigits ?? 0), Number(rule.maxDigits ?? MAX_NUMBER_LENGTH)];

/** Every number that fits the later rule fits the earlier one too. */
const hides = (earlier: Values, later: Values): boolean => {
  const [[from, to], [least, most]] = [digitsOf(earlier), digitsOf(later)];
  return String(later.prefix).startsWith(String(earlier.prefix)) && from <= least && to >= most;
};

const rulesProblems = (rules: unknown, path: string): DialPlanProblem[] => {
  if (rules === undefined) return [];
  if (!Array.isArray(rules)) return [{ path, message: 'must be a list of rules' }];
  if (rules.length > MAX_DIAL_RULES) return [{ path, message: `must have at most ${MAX_DIAL_RULES} rules` }];
  const problems = rules.flatMap((rule, index) => ruleProblems(rule, `${path}[${index}]`));
  if (problems.length > 0) return problems;
  return rules.flatMap((rule: Values, index) => {
    const hidden = rules.slice(0, index).findIndex((earlier: Values) => hides(earlier, rule));
    return hidden < 0 ? [] : [{ path: `${path}[${index}]`, message: `is never reached: every number it fits, ${path}[${hidden}] fits before it` }];
  });
};

/** Empty for a dial plan that can be used. */
export const dialPlanProblems = (value: unknown, isCountry: (code: string) => boolean): DialPlanProblem[] => {
  if (!isObject(value)) return [{ path: '', message: 'must be an object' }];
  const { defaultCountry, incoming, outgoing } = value;
  const isKnown = defaultCountry === undefined || (typeof defaultCountry === 'string' && isCountry(defaultCountry));
  return [
    ...unknownKeys(value, ['defaultCountry', 'incoming', 'outgoing'], ''),
    ...(isKnown ? [] : [{ path: 'defaultCountry', message: 'must be a country of ISO 3166-1 alpha-2, such as SE' }]),
    ...rulesProblems(incoming, 'incoming'),
    ...rulesProblems(outgoing, 'outgoing'),
  ];
};
