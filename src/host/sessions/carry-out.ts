/** Does in sessions what a rule decided about a call. */
import type { RuleAction } from '../../protocol/pop-rules.ts';
import type { ScreenPopTarget } from '../../protocol/screen-pop.ts';
import type { SearchAndPop } from '../../protocol/search-and-pop.ts';
import { doActions, type RunAction } from '../do-actions.ts';
import { requireOwnUrl } from '../pop-url.ts';
import type { PopDecision } from '../rules/decide-pop.ts';
import { recordTarget } from '../rules/record-target.ts';
import { requestFacts } from '../rules/request-facts.ts';
import { isWaiting } from '../rules/resolve-actions.ts';
import type { Crm, HandlerContext } from '../softphone.ts';
import type { SessionBook } from './session-book.ts';

export interface CarryOutOptions {
  book: SessionBook;
  crm: Pick<Crm, 'screenPop'>;
  request: SearchAndPop;
  callId: string | undefined;
  /** The caller's name, as the phone system has it. */
  callerName: string | undefined;
  decision: PopDecision;
  newId: string;
  context: HandlerContext;
  run: RunAction;
  onProblem(what: string, error: unknown): void;
}

/** The id of the call's own session, made or found again, with what was found for it. @throws CtiError `TOO_LARGE`. */
const sessionFor = ({ book, request, callId, callerName, decision, newId }: CarryOutOptions): string => {
  const { match, matches, result } = decision;
  const known = book.ofCall(callId);
  const { id } = known ?? book.open({ id: newId, name: callerName || request.searchParams, callId, facts: requestFacts(request), result });
  if (known) book.setResult(id, result);
  book.change(id, { matches, ...(match && { record: match, name: match.recordName }) });
  book.focus(id);
  return id;
};

const opens = (action: RuleAction, recordId: string): boolean =>
  action.type === 'screenPop' && action.target.type === 'record' && action.target.recordId === recordId;

/** The pages and actions of a decision, in their order. The record that is loaded comes first, unless an action opens it. */
const stepsOf = ({ decision, actions, match, result, target }: PopDecision): RuleAction[] => {
  // The first page came together with what the softphone sent along; where that made it wrong, it is not opened.
  const firstPage = actions.find((action) => action.type === 'screenPop' && !isWaiting(action));
  const steps = actions.flatMap((action): RuleAction[] => (action !== firstPage ? [action] : target ? [{ type: 'screenPop', target }] : []));
  const loads = decision === 'createSessionAndLoadMatch' && match && result?.destination !== 'entitySearch';
  if (!loads || steps.some((step) => opens(step, match.recordId))) return steps;
  return [{ type: 'screenPop', target: recordTarget(match) }, ...steps];
};

export const carryOut = async (options: CarryOutOptions): Promise<void> => {
  const { book, crm, callId, decision, context, run, onProblem } = options;
  const { result } = decision;
  const makesSession = decision.decision === 'createSession' || decision.decision === 'createSessionAndLoadMatch';
  let id: string | undefined;
  try {
    id = makesSession ? sessionFor(options) : book.currentFor(callId)?.id;
  } catch (error) {
    onProblem('its session', error);
  }
  const show = result?.showTab ?? true;
  if (id !== undefined && makesSession && result?.destination === 'entitySearch' && decision.matches.length)
    book.tabs.list(id, decision.matches, { tab: result.targetTab, show });

  const open = async (target: ScreenPopTarget, isFirst: boolean): Promise<void> => {
    // Only the first page has a place of its own. The others go beside it, and over nothing that is open.
    const tab = isFirst && result?.destination !== 'entitySearch' ? result?.targetTab : undefined;
    if (id === undefined) await crm.screenPop?.(requireOwnUrl(target), context);
    else await book.tabs.open(id, target, { tab, show }, context.signal);
  };
  const inSession: HandlerContext = id === undefined ? context : { ...context, session: { id, show: true } };
  await doActions(stepsOf(decision), { open, run: (name, params) => run(name, params, inSession), onProblem });
};
