/** Actions of a pop rule, one after another: what one gives back, the next may use. One that fails, or hangs, stops none of the others. */
import { CtiError } from '../protocol/error.ts';
import { ACTION_TIMEOUT_MS } from '../protocol/limits.ts';
import type { RuleAction } from '../protocol/pop-rules.ts';
import type { ScreenPopTarget } from '../protocol/screen-pop.ts';
import { finishAction, returnedValues } from './rules/index.ts';
import type { HandlerContext } from './softphone.ts';

export type ActionParams = Readonly<Record<string, string>> | undefined;
export type RunAction = (name: string, params: ActionParams, context: HandlerContext) => Promise<unknown>;

export interface DoActionsOptions {
  open(target: ScreenPopTarget, isFirst: boolean): Promise<void>;
  run(name: string, params: ActionParams): Promise<unknown>;
  /** `what` is an action by its name, or a page. */
  onProblem(what: string, error: unknown): void;
}

/** Its signal has told it long before that nobody waits. */
const inTime = async <Value>(work: Promise<Value>): Promise<Value> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CtiError('TIMEOUT', `The CRM was not done within ${ACTION_TIMEOUT_MS} ms.`)), ACTION_TIMEOUT_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** Rejects with what the first page was refused with, after all else was done: the softphone asked for one, and is told that there is none. */
export const doActions = async (actions: readonly RuleAction[], { open, run, onProblem }: DoActionsOptions): Promise<void> => {
  let returned: Record<string, string> = {};
  let pages = 0;
  let refused: { error: unknown } | undefined;

  const openPage = async (target: ScreenPopTarget): Promise<void> => {
    pages += 1;
    const isFirst = pages === 1;
    try {
      await inTime(open(target, isFirst));
    } catch (error) {
      if (!isFirst) throw error;
      refused = { error };
    }
  };

  for (const unfinished of actions) {
    try {
      const action = finishAction(unfinished, returned);
      if (action.type === 'screenPop') await openPage(action.target);
      else returned = { ...returned, ...returnedValues(action.name, await inTime(run(action.name, action.params))) };
    } catch (error) {
      onProblem(unfinished.type === 'screenPop' ? 'a page' : `the action ${unfinished.name}`, error);
    }
  }
  if (refused) throw refused.error;
};
