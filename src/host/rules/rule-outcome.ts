import type { CtiError } from '../../protocol/error.ts';
import type { RuleAction, RuleDecisionName, RuleResult } from '../../protocol/pop-rules.ts';
import type { RecordMatch } from '../../protocol/record.ts';

/** Something that could not be done. Only that was left out. */
export interface RuleProblem {
  /** Such as `rules[2].branches.many.action`; the index is that of the list given. */
  place: string;
  error: CtiError;
}

/** How one rule fared, for the administrator. No values of the call are in it. */
export interface RuleTrace {
  /** Its name. */
  rule: string;
  place: string;
  /** `failed`: how many records there are is not known, so the next rule was tried. */
  step: 'skipped' | 'failed' | 'nextRule' | 'decided';
  why: string;
}

/** What the rules decided about a call. */
export interface RuleOutcome {
  /** Name of the rule that decided; undefined when none did. */
  rule?: string | undefined;
  decision?: Exclude<RuleDecisionName, 'nextRule'> | undefined;
  /** What the deciding rule found: strong ones first, at most 50. */
  matches: RecordMatch[];
  /** Different records it found, of the first 10,000 hits of each search. */
  count: number;
  /** The one record that counts, in the branch `one`. `createSessionAndLoadMatch` loads it. */
  match?: RecordMatch | undefined;
  /** The branch's action, then the rule's own, with their placeholders filled in. Those that failed are in `problems`. */
  actions: RuleAction[];
  result?: RuleResult | undefined;
  problems: RuleProblem[];
  /** In the order in which the rules were tried. */
  trace: RuleTrace[];
}
