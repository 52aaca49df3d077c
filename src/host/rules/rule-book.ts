/** The rules and the layout in force, which may be exchanged while the page runs. */
import type { PopRule } from '../../protocol/pop-rules.ts';
import type { SoftphoneLayout } from '../../protocol/softphone-layout.ts';
import type { KnownNames } from './known-names.ts';
import { parseLayout } from './parse-layout.ts';
import { parseRules } from './parse-rules.ts';

export interface RuleBookOptions {
  popRules?: readonly PopRule[] | undefined;
  softphoneLayout?: SoftphoneLayout | undefined;
  knownNames?: KnownNames | undefined;
}

/** What a page was mounted with may be wrong, and stays so for each call until it is exchanged. */
type Checked<Value> = { value: Value | undefined } | { error: unknown };

const checked = <Value>(read: () => Value | undefined): Checked<Value> => {
  try {
    return { value: read() };
  } catch (error) {
    return { error };
  }
};

const unwrap = <Value>(result: Checked<Value>): Value | undefined => {
  if ('error' in result) throw result.error;
  return result.value;
};

export const createRuleBook = ({ popRules, softphoneLayout, knownNames }: RuleBookOptions) => {
  let rules = checked<readonly PopRule[]>(() => popRules && parseRules(popRules, knownNames));
  let layout = checked(() => softphoneLayout && parseLayout(softphoneLayout, knownNames));
  let shownLayout = softphoneLayout;

  return {
    /** As it was set, for softphones that ask. */
    get layout() {
      return shownLayout;
    },
    /** What is in force at this moment: a decision goes by it to its end. @throws CtiError `INVALID_ARGUMENT` when what was mounted is wrong. */
    read: () => ({ rules: unwrap(rules), layout: unwrap(layout) }),
    setPopRules(next: readonly PopRule[] | undefined): void {
      rules = { value: next && parseRules(next, knownNames) };
    },
    setSoftphoneLayout(next: SoftphoneLayout | undefined): void {
      const value = next && parseLayout(next, knownNames);
      layout = { value };
      shownLayout = value;
    },
  };
};

export type RuleBook = ReturnType<typeof createRuleBook>;
