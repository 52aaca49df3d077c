/** Pop rules: what a CRM does about a call. Pure: whoever asks carries out what is decided. */
export { builtInActions } from './built-in-actions.ts';
export { decidePop, type PopDecision } from './decide-pop.ts';
export { givenRecord } from './given-record.ts';
export type { KnownNames } from './known-names.ts';
export { finishAction, isWaiting } from './resolve-actions.ts';
export { returnedValues } from './returned.ts';
export { createRuleBook, type RuleBook, type RuleBookOptions } from './rule-book.ts';
export type { RuleProblem } from './rule-outcome.ts';
