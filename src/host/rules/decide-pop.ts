import { CtiError } from '../../protocol/error.ts';
import type { PopRule } from '../../protocol/pop-rules.ts';
import { type ScreenPopTarget, screenPopTargetSchema } from '../../protocol/screen-pop.ts';
import type { SearchAndPop } from '../../protocol/search-and-pop.ts';
import type { SoftphoneLayout } from '../../protocol/softphone-layout.ts';
import { completeTarget } from './complete-target.ts';
import { defaultRules, sessionRules } from './default-rules.ts';
import { type EvaluateOptions, evaluateRules } from './evaluate-rules.ts';
import { layoutRules, sectionOf } from './layout-rules.ts';
import { recordTarget } from './record-target.ts';
import { requestFacts } from './request-facts.ts';
import { isWaiting } from './resolve-actions.ts';
import type { RuleOutcome } from './rule-outcome.ts';

export interface DecidePopOptions extends EvaluateOptions {
  /** As `parseRules` gives them. Where there are rules, the layout is not asked. */
  rules?: readonly PopRule[] | undefined;
  /** As `parseLayout` gives it. */
  layout?: SoftphoneLayout | undefined;
}

/** What was found, where to go, and why. */
export interface PopDecision extends RuleOutcome {
  /** Undefined: the agent stays where they are. */
  target?: ScreenPopTarget | undefined;
}

/** The first page an action opens; else the record that is loaded. */
const targetOf = ({ decision, actions, match }: RuleOutcome): ScreenPopTarget | undefined => {
  // One that waits for another action cannot be told yet.
  for (const action of actions) if (action.type === 'screenPop' && !isWaiting(action)) return action.target;
  return decision === 'createSessionAndLoadMatch' && match ? recordTarget(match) : undefined;
};

/** A kind of record for which the layout shows no field is not told to the softphone. */
const shownBy = (layout: SoftphoneLayout, { callType = 'inbound' }: SearchAndPop, { matches }: RuleOutcome) => {
  const { objects } = layout[sectionOf[callType]];
  return matches.filter(({ objectType = '' }) => Object.hasOwn(objects, objectType) && objects[objectType]?.length);
};

/**
 * The one way from a number to a page, whoever asks: the desktop manager, `searchAndScreenPop`, the drop-in. Searches, and
 * decides by the rules, else by the layout, else by default. Opens nothing.
 *
 * @throws CtiError as a rejection: `ABORTED`; or the search's own error, `SEARCH_FAILED` or `INVALID_RESULT` where it had none,
 * when because of it no rule decided.
 * @example
 * const { matches, target } = await decidePop({ searchParams: '+46812345678' }, { layout, search });
 */
export const decidePop = async (request: SearchAndPop, options: DecidePopOptions): Promise<PopDecision> => {
  const { rules, layout } = options;
  const sessions = options.sessions !== undefined;
  const without = layout ? layoutRules(layout, { sessions }) : sessions ? sessionRules : defaultRules;
  const outcome = await evaluateRules(rules ?? without, requestFacts(request), options);
  const failure = outcome.problems.find(({ place, error }) => place.includes('.searches[') && error.code !== 'MISSING_VALUE');
  if (outcome.rule === undefined && failure) throw failure.error;
  const decision = layout && !rules ? { ...outcome, matches: shownBy(layout, request, outcome) } : outcome;
  const chosen = targetOf(outcome);
  if (!chosen) return decision;
  const { data: target, error } = screenPopTargetSchema().safeParse(completeTarget(chosen, request));
  if (target) return { ...decision, target };
  const [issue] = error.issues;
  const problem = new CtiError('INVALID_ARGUMENT', `With the values of the request, ${issue?.path.join('.') || 'the target'} ${issue?.message ?? 'is wrong'}.`);
  return { ...decision, problems: [...decision.problems, { place: 'target', error: problem }] };
};
