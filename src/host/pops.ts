/** From a number to a page of this CRM, by its rules, its layout, or neither. Whoever asks gets the same answer. */
import { onePart } from '../bridge/load-part.ts';
import { CtiError, isCtiError } from '../protocol/error.ts';
import { MAX_KEPT_DECISIONS } from '../protocol/limits.ts';
import type { PopRule } from '../protocol/pop-rules.ts';
import type { SearchAndPop, SearchAndPopResult } from '../protocol/search-and-pop.ts';
import type { SoftphoneLayout } from '../protocol/softphone-layout.ts';
import { requireOwnUrl } from './pop-url.ts';
import type { KnownNames, PopDecision } from './rules/index.ts';
import type { Crm, HandlerContext, Logger } from './softphone.ts';

export interface PopsOptions {
  crm: Crm;
  rules: readonly PopRule[] | undefined;
  layout: SoftphoneLayout | undefined;
  /** A layout that names others is refused. */
  known: KnownNames | undefined;
  onDecision(decision: PopDecision): void;
  logger: Logger;
}

/** What an administrator wrote wrong is no wrong argument of whoever asks. */
const unusable = (error: unknown): unknown =>
  isCtiError(error, 'INVALID_ARGUMENT') ? new CtiError('SEARCH_FAILED', `The CRM's screen pops are set up wrong: ${error.message}`, { cause: error }) : error;

export const createPops = ({ crm, rules, layout, known, onDecision, logger }: PopsOptions) => {
  // The engine is loaded when the first call asks; what an administrator wrote is checked before that.
  const loaded = onePart(async () => {
    const { decidePop, parseLayout, parseRules } = await import('./rules/index.ts');
    return { decidePop, rules: rules && parseRules(rules), layout: layout && parseLayout(layout, known) };
  });
  if (rules || layout) loaded().catch((error) => logger.error('ringframe: the rules for screen pops cannot be used', error));

  const runActions = async (decision: PopDecision, context: HandlerContext): Promise<void> => {
    for (const action of decision.actions) {
      if (action.type !== 'runAction') continue;
      try {
        const run = crm.actions && Object.hasOwn(crm.actions, action.name) ? crm.actions[action.name] : undefined;
        if (!run) throw new CtiError('NO_SUCH_ACTION', `There is no action ${action.name}.`);
        await run(action.params, context);
      } catch (error) {
        // One that fails stops none of the others.
        logger.error(`ringframe: the action ${action.name} of a pop rule failed`, error);
      }
    }
  };

  /** By call: what was decided, and is to be done when the softphone says so. */
  const kept = new Map<string, PopDecision>();
  const keep = (callId: string, decision: PopDecision): void => {
    kept.set(callId, decision);
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT_DECISIONS && oldest !== undefined) kept.delete(oldest);
  };
  const take = (callId = ''): PopDecision | undefined => {
    const decision = kept.get(callId);
    kept.delete(callId);
    return decision;
  };

  const decide = async (request: SearchAndPop, context: HandlerContext): Promise<PopDecision> => {
    const { search } = crm;
    if (!search) throw new CtiError('NOT_SUPPORTED', 'This CRM has no search.');
    const engine = await loaded().catch((error: unknown) => Promise.reject(unusable(error)));
    const decision = await engine.decidePop(request, {
      rules: engine.rules,
      layout: engine.layout,
      signal: context.signal,
      search: (query, searching) => search.call(crm, query, searching),
    });
    for (const { place, error } of decision.problems) logger.warn(`ringframe: ${place}: ${error.message}`);
    onDecision(decision);
    return decision;
  };

  return async (request: SearchAndPop, context: HandlerContext): Promise<SearchAndPopResult> => {
    const { callId, deferred } = request;
    const decision = (deferred ? undefined : take(callId)) ?? (await decide(request, context));
    const { matches, target } = decision;
    if (deferred) {
      if (callId !== undefined) keep(callId, decision);
      return { matches, pop: target };
    }
    if (target) await crm.screenPop?.(requireOwnUrl(target), context);
    await runActions(decision, context);
    return { matches };
  };
};
