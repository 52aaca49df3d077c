/** What an agent reads when something failed. Never the message of the error: that one is for developers and not translated. */
import { isCtiError } from '../protocol/error.ts';

/**
 * @param error What a command rejected with.
 * @param find Gives the words for a key, or undefined.
 * @param write Gives the words for `error.unknown`, filled in.
 */
export const errorText = (error: unknown, find: (key: string) => string | undefined, write: (values: { code: string }) => string): string => {
  const code = isCtiError(error) ? error.code : 'UNKNOWN';
  return find(`error.${code}`) ?? write({ code });
};
