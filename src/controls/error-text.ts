/**
 * What an agent reads when something failed: our words for the code, and where there are none, the raw message. That one is for developers and
 * in no language of the agent's, but it says more than nothing.
 */
import { isCtiError } from '../protocol/error.ts';

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined);

/**
 * In this order: words for the phone system's own code (`error.REFUSED.4711`), the text it refused with, words for our code, the message.
 * @param error What a command rejected with.
 * @param find Gives the words for a key, or undefined.
 * @param write Gives the words for `error.unknown`, filled in.
 */
export const errorText = (error: unknown, find: (key: string) => string | undefined, write: (values: { code: string }) => string): string => {
  if (!isCtiError(error)) return write({ code: 'UNKNOWN' });
  const { code, message, details } = error;
  const own = textOf(details?.code) ?? (typeof details?.code === 'number' ? String(details.code) : undefined);
  return (
    (own === undefined ? undefined : find(`error.${code}.${own}`)) ??
    (code === 'REFUSED' ? textOf(details?.text) : undefined) ??
    find(`error.${code}`) ??
    textOf(message) ??
    write({ code })
  );
};
