/** From a number to a page of this CRM, by its rules, its layout, or neither. Whoever asks gets the same answer. */
import { CtiError, isCtiError } from '../protocol/error.ts';
import { MAX_KEPT_DECISIONS } from '../protocol/limits.ts';
import type { RecordReference } from '../protocol/record.ts';
import type { SearchAndPop, SearchAndPopResult } from '../protocol/search-and-pop.ts';
import { doActions, type RunAction } from './do-actions.ts';
import type { PhoneActions } from './phone-actions.ts';
import { requireOwnUrl } from './pop-url.ts';
import { builtInActions, decidePop, givenRecord, isWaiting, type PopDecision, type RuleBook } from './rules/index.ts';
import type { SessionsPart } from './sessions/index.ts';
import type { Crm, HandlerContext, Logger } from './softphone.ts';
import type { SoftphoneState } from './softphone-state.ts';

export interface PopsOptions {
  crm: Crm;
  rules: RuleBook;
  /** Where they are on. */
  sessions: SessionsPart | undefined;
  phoneActions: PhoneActions;
  state: Pick<SoftphoneState, 'calls' | 'emit'>;
  logger: Logger;
}

/** A decision with what it takes to carry it out later. */
interface Decided {
  decision: PopDecision;
  callId: string | undefined;
  /** Of the session that the rule may make. */
  newId: string;
  /** By rules or a layout; else it is the default. */
  isWanted: boolean;
}

/** What an administrator wrote wrong is no wrong argument of whoever asks. */
const unusable = (error: unknown): unknown =>
  isCtiError(error, 'INVALID_ARGUMENT') ? new CtiError('SEARCH_FAILED', `The CRM's screen pops are set up wrong: ${error.message}`, { cause: error }) : error;

export const createPops = ({ crm, rules, sessions, phoneActions, state, logger }: PopsOptions) => {
  /** By call: what was decided, and is to be done when the softphone says so. */
  const kept = new Map<string, Decided>();
  const keep = (callId: string, decided: Decided): void => {
    kept.set(callId, decided);
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT_DECISIONS && oldest !== undefined) kept.delete(oldest);
  };
  const take = (callId = ''): Decided | undefined => {
    const decided = kept.get(callId);
    kept.delete(callId);
    return decided;
  };

  /** A softphone that does not say for which call it asks means the only one with this number. */
  const callIdOf = ({ callId, searchParams }: SearchAndPop): string | undefined => {
    const [call, other] = callId === undefined ? state.calls.filter(({ remote }) => remote.number === searchParams) : [];
    return callId ?? (other ? undefined : call?.id);
  };

  const inForce = () => {
    try {
      return rules.read();
    } catch (error) {
      throw unusable(error);
    }
  };

  const bringAlong = (request: SearchAndPop, record: RecordReference): Decided => {
    const decision = givenRecord(record, request);
    state.emit('popDecision', decision);
    return { decision, callId: callIdOf(request), newId: crypto.randomUUID(), isWanted: true };
  };

  const decide = async (request: SearchAndPop, { signal }: HandlerContext): Promise<Decided> => {
    const { search } = crm;
    if (!search) throw new CtiError('NOT_SUPPORTED', 'This CRM has no search.');
    const set = inForce();
    const newId = crypto.randomUUID();
    const callId = callIdOf(request);
    const decision = await decidePop(request, {
      ...set,
      ...sessions?.valuesFor(callId, newId),
      signal,
      search: (query, searching) => search.call(crm, query, searching),
    });
    for (const problem of decision.problems) {
      logger.warn(`ringframe: ${problem.place}: ${problem.error.message}`);
      state.emit('popProblem', problem);
    }
    state.emit('popDecision', decision);
    return { decision, callId, newId, isWanted: Boolean(set.rules ?? set.layout) };
  };

  /** The CRM's own action of this name, else a built-in one. */
  const run = async (request: SearchAndPop, ...[name, params, context]: Parameters<RunAction>): Promise<unknown> => {
    if (crm.actions && Object.hasOwn(crm.actions, name)) return crm.actions[name]?.(params, context);
    const builtIn = builtInActions(phoneActions, {
      callId: callIdOf(request),
      async copyToContext(values) {
        if (!sessions) throw new CtiError('NOT_SUPPORTED', 'There are no sessions to copy values to: mount the softphone with `sessions`.');
        await sessions.copy(context.session?.id, values);
      },
    });
    if (!Object.hasOwn(builtIn, name)) throw new CtiError('NO_SUCH_ACTION', `There is no action ${name}.`);
    if (name === 'Dial' && request.callType === 'outbound')
      throw new CtiError('INVALID_STATE', 'A rule about a call that the agent makes cannot dial: it would be asked about that call too.');
    return builtIn[name as keyof typeof builtIn](params ?? {});
  };

  const carryOut = async ({ decision, callId, newId }: Decided, request: SearchAndPop, context: HandlerContext): Promise<void> => {
    const onProblem = (what: string, cause: unknown): void => {
      logger.error(`ringframe: ${what} of a pop rule failed`, cause);
      const error = isCtiError(cause) ? cause : new CtiError('HANDLER_FAILED', `In the CRM, ${what} of a pop rule failed.`, { cause });
      state.emit('popProblem', { place: `rule ${decision.rule}: ${what}`, error });
    };
    const runFor: RunAction = (...action) => run(request, ...action);
    if (sessions) return sessions.carryOut({ request, callId, decision, newId, context, run: runFor, onProblem });
    const { target, actions } = decision;
    // There is room for one page, unless an action has led to another.
    const steps = actions.filter((action) => action.type === 'runAction' || isWaiting(action));
    await doActions(target ? [{ type: 'screenPop', target }, ...steps] : steps, {
      open: async (page) => crm.screenPop?.(requireOwnUrl(page), context),
      run: (name, params) => runFor(name, params, context),
      onProblem,
    });
  };

  const doesSomething = ({ target, actions, decision }: PopDecision): boolean =>
    target !== undefined || actions.length > 0 || (sessions !== undefined && decision !== undefined && decision !== 'doAction');

  return async (request: SearchAndPop, context: HandlerContext): Promise<SearchAndPopResult> => {
    const { callId, deferred, callType, record } = request;
    const known = deferred ? undefined : take(callId);
    const decided = record ? bringAlong(request, record) : (known ?? (await decide(request, context)));
    const { decision, isWanted } = decided;
    const { matches, target } = decision;
    if (!deferred) {
      await carryOut(decided, request, context);
      return { matches };
    }
    if (callId === undefined) return { matches, pop: target };
    keep(callId, decided);
    return { matches, pop: target, ...(callType === 'outbound' && isWanted && doesSomething(decision) && { due: true }) };
  };
};
