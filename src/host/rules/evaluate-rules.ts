/** The rule engine: which rule decides about a call, and what is to be done. It does nothing itself. */
import { CtiError } from '../../protocol/error.ts';
import { MAX_RULES } from '../../protocol/pop-limits.ts';
import type { PopRule } from '../../protocol/pop-rules.ts';
import { type CallFacts, callValues } from './call-facts.ts';
import { contextOf } from './context-of.ts';
import type { ValueGroups, ValueScopes } from './fill-template.ts';
import type { Hits } from './hits.ts';
import { inOrder } from './in-order.ts';
import { MAX_NEXT_RULE_HOPS } from './limits.ts';
import { resolveActions } from './resolve-actions.ts';
import { whyNot } from './rule-applies.ts';
import type { RuleOutcome, RuleProblem, RuleTrace } from './rule-outcome.ts';
import { runSearches, type Search } from './run-searches.ts';

export interface EvaluateOptions {
  search: Search;
  signal?: AbortSignal | undefined;
  /** Values for placeholders beside the call's own. */
  scopes?: ValueScopes | undefined;
  /** For CRMs with sessions: the groups that actions find, under those of the call, in the session that a rule makes, and in the one in which `doAction` runs. */
  sessions?: { made: ValueGroups; current: ValueGroups } | undefined;
}

const branchOf = ({ count, match }: Hits): keyof PopRule['branches'] => (count === 0 ? 'none' : match ? 'one' : 'many');

/**
 * Tries rules, as `parseRules` gives them, in their order until one decides. What goes wrong stops only the search or action it
 * is in, and is told in `problems`. Placeholders stand for values of the call, `[[cti.ani]]`; of the one match, `[[$Context.Id]]`,
 * `LogicalName`, `Name` and its fields; of `scopes` and `sessions`; and for what earlier actions give back, `[[$Return.name]]`, which
 * are filled in when they have run (`finishAction`).
 *
 * A rule whose number of matches is not known, because the CRM failed or no search of it could be made, is passed over:
 * its branch `none` would create records that exist.
 *
 * @throws CtiError `ABORTED`, as a rejection, and nothing else.
 * @example
 * const { decision, match, actions } = await evaluateRules(rules, { number: '+4681', direction: 'inbound' }, { search });
 */
export const evaluateRules = async (rules: readonly PopRule[], facts: CallFacts, options: EvaluateOptions): Promise<RuleOutcome> => {
  const { search, signal = new AbortController().signal } = options;
  const call = callValues(facts);
  const scopes: ValueScopes = { ...options.scopes, own: { ...options.scopes?.own, ...call.groups } };
  const problems: RuleProblem[] = [];
  const trace: RuleTrace[] = [];
  const undecided: RuleOutcome = { matches: [], count: 0, actions: [], problems, trace };
  let hops = 0;
  if (rules.length > MAX_RULES) problems.push({ place: 'rules', error: new CtiError('TOO_LARGE', `Only the first ${MAX_RULES} rules were tried.`) });

  for (const { item: rule, index } of inOrder(rules.slice(0, MAX_RULES))) {
    const place = `rules[${index}]`;
    const note = (step: RuleTrace['step'], why: string) => trace.push({ rule: rule.name, place, step, why });
    if (signal.aborted) throw new CtiError('ABORTED', 'The rules were given up.', { cause: signal.reason });
    const why = whyNot(rule, call);
    if (why !== undefined) {
      note('skipped', why);
      continue;
    }
    if (hops === MAX_NEXT_RULE_HOPS) {
      problems.push({ place, error: new CtiError('TOO_LARGE', `${hops} rules have passed the call on; this one was not tried.`) });
      return undecided;
    }
    const onProblem = (part: string, error: CtiError) => problems.push({ place: `${place}.${part}`, error });
    const hits = await runSearches(rule, { call, scopes, search, signal, onProblem });
    const name = hits && branchOf(hits);
    const branch = name && rule.branches[name];
    if (!hits) note('failed', 'the number of matches is not known');
    else note(branch && branch.decision !== 'nextRule' ? 'decided' : 'nextRule', `${hits.count} found, ${hits.strongCount} of them strong: branch ${name}`);
    if (!hits || !name || !branch || branch.decision === 'nextRule') {
      hops++;
      continue;
    }
    const match = name === 'one' ? hits.match : undefined;
    // Group by group: a value that this call lacks is never looked for in another's.
    const session = options.sessions?.[branch.decision === 'doAction' ? 'current' : 'made'];
    const own = { ...session, ...scopes.own, ...(match && { $Context: contextOf(match) }) };
    const { actions, problems: ofActions } = resolveActions(rule, name, place, { ...scopes, own });
    return {
      rule: rule.name,
      decision: branch.decision,
      matches: hits.matches,
      count: hits.count,
      ...(match && { match }),
      actions,
      ...(rule.result && { result: rule.result }),
      problems: [...problems, ...ofActions],
      trace,
    };
  }
  return undecided;
};
