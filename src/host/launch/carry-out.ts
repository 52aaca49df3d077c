/** Launches, one after the other: search, decide, open, and say what went wrong. */
import type { LaunchRequest } from '../../numbers/parse-launch-url.ts';
import { CtiError, isCtiError } from '../../protocol/error.ts';
import { CALL_TIMEOUT_MS } from '../../protocol/limits.ts';
import type { RecordMatch } from '../../protocol/record.ts';
import { decideLaunch, searchPage, targetOf } from './decide-launch.ts';
import { findMatches, hasNumber } from './find-matches.ts';
import type { LaunchNotice, LaunchOptions, LaunchOutcome } from './launch-options.ts';
import { withDeadline } from './with-deadline.ts';

const words = {
  searchFailed: 'The caller could not be looked up. Search by hand before you enter somebody as new.',
  popFailed: 'The page for this call could not be opened.',
  shortNumber: 'The number is short: others whose numbers end in it are listed too.',
};

/** Gives whether something was opened. Never rejects. */
export type CarryOut = (launch: LaunchRequest) => Promise<boolean>;

export interface Listeners {
  notify(notice: LaunchNotice): void;
  onLaunch(outcome: LaunchOutcome): void;
  signal: AbortSignal;
}

export const createCarryOut = (options: LaunchOptions, { notify, onLaunch, signal }: Listeners): CarryOut => {
  const { crm, logger = console } = options;
  let last: Promise<unknown> = Promise.resolve();

  const fail = (reason: 'searchFailed' | 'popFailed', error: unknown): void => {
    if (signal.aborted) return;
    // A CtiError is worded for agents; what else a handler throws is for its developer.
    const known = isCtiError(error) ? error : new CtiError(reason === 'searchFailed' ? 'SEARCH_FAILED' : 'HANDLER_FAILED', words[reason], { cause: error });
    logger.error(`ringframe: a launch URL: ${words[reason]}`, error);
    notify({ reason, message: isCtiError(error) ? `${words[reason]} ${error.message}` : words[reason], error: known });
  };

  const search = async (launch: LaunchRequest): Promise<RecordMatch[] | undefined> => {
    try {
      return await findMatches(launch, options, signal);
    } catch (error) {
      fail('searchFailed', error);
      return undefined;
    }
  };

  const run = async (launch: LaunchRequest): Promise<boolean> => {
    const matches = await search(launch);
    if (signal.aborted) return false;
    const { number, ...rest } = launch;
    const outcome = decideLaunch(hasNumber(launch) ? launch : rest, matches ?? [], options.defaultTemplateId);
    try {
      const target = matches === undefined && number !== undefined ? searchPage(number) : targetOf(outcome, options);
      await withDeadline(async (context) => crm.screenPop(target, context), CALL_TIMEOUT_MS, signal);
    } catch (error) {
      fail('popFailed', error);
      return false;
    }
    if (matches === undefined) return true;
    onLaunch(outcome);
    if (outcome.type === 'list' && launch.mayMatchMany) notify({ reason: 'shortNumber', message: words.shortNumber });
    return true;
  };

  return (launch) => {
    const result = last.then(() => run(launch));
    last = result;
    return result;
  };
};
