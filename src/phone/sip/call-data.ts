import { CtiError } from '../../protocol/error.ts';
import { MAX_DATA_KEYS } from '../../protocol/limits.ts';
import type { Headers } from './identity.ts';
import { MAX_DATA_VALUE_LENGTH } from './limits.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: a line break would start a header of the sender's choice
const control = /[\u0000-\u001f\u007f]+/g;
const token = /^[A-Za-z0-9-]{1,64}$/;

const clean = (value: string) => value.replace(control, ' ').trim().slice(0, MAX_DATA_VALUE_LENGTH);

/** The values of the headers the integrator listed, under the names as listed. */
export const dataFromHeaders = (request: Headers, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = request.getHeader(name);
      return value === undefined ? [] : [[name, clean(value)]];
    }),
  );

/**
 * Call data as `X-` headers: `{ order: '17' }` becomes `X-order: 17`. Line breaks in values become spaces.
 *
 * @throws CtiError `INVALID_ARGUMENT` for a name that no header can have
 */
export const dataToHeaders = (data: Record<string, string> = {}): string[] => {
  const entries = Object.entries(data);
  if (entries.length > MAX_DATA_KEYS) throw new CtiError('INVALID_ARGUMENT', `At most ${MAX_DATA_KEYS} values can travel with a call.`);
  return entries.map(([key, value]) => {
    if (!token.test(key))
      throw new CtiError('INVALID_ARGUMENT', 'Names of call data may have letters, digits and dashes only, at most 64: they become X- headers.');
    return `${/^x-/i.test(key) ? key : `X-${key}`}: ${clean(String(value))}`;
  });
};
