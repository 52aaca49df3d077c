/** Actions of a pop rule, one after another: what one gives back, the next may use. One that fails stops none of the others. */
import type { RuleAction } from '../protocol/pop-rules.ts';
import type { ScreenPopTarget } from '../protocol/screen-pop.ts';
import { finishAction, returnedValues } from './rules/index.ts';
import type { HandlerContext } from './softphone.ts';

export type ActionParams = Readonly<Record<string, string>> | undefined;
export type RunAction = (name: string, params: ActionParams, context: HandlerContext) => Promise<unknown>;

export interface DoActionsOptions {
  open(target: ScreenPopTarget): Promise<void>;
  run(name: string, params: ActionParams): Promise<unknown>;
  /** `what` is an action by its name, or a page. */
  onProblem(what: string, error: unknown): void;
}

export const doActions = async (actions: readonly RuleAction[], { open, run, onProblem }: DoActionsOptions): Promise<void> => {
  let returned: Record<string, string> = {};
  for (const unfinished of actions) {
    try {
      const action = finishAction(unfinished, returned);
      if (action.type === 'screenPop') await open(action.target);
      else returned = { ...returned, ...returnedValues(action.name, await run(action.name, action.params)) };
    } catch (error) {
      onProblem(unfinished.type === 'screenPop' ? 'a page' : `the action ${unfinished.name}`, error);
    }
  }
};
