/** What is wrong with data that an administrator wrote: its place, as in JavaScript, and what must be there. */
import { CtiError } from '../../protocol/error.ts';
import type { SchemaError } from '../../protocol/schema.ts';

const placeOf = (root: string, path: readonly PropertyKey[]): string =>
  path.reduce<string>((place, key) => (typeof key === 'number' ? `${place}[${key}]` : `${place}.${String(key).slice(0, 100)}`), root);

export const refuse = (place: string, problem: string): never => {
  throw new CtiError('INVALID_ARGUMENT', `${place}: ${problem}`, { details: { issues: [{ path: place, problem }] } });
};

/** @throws CtiError `INVALID_ARGUMENT`, for the first thing that is wrong. */
export const refuseShape = (root: string, { issues: [issue] }: SchemaError): never =>
  refuse(placeOf(root, issue?.path ?? []), issue?.code === 'invalid_type' ? `must be a value of type ${issue.expected}` : (issue?.message ?? 'is wrong'));

/** A misspelt key would be a setting without effect. @throws CtiError `INVALID_ARGUMENT` for a key of `given` that `read` does not have. */
export const refuseUnknownKeys = (root: string, given: unknown, read: unknown): void => {
  if (typeof given !== 'object' || given === null || typeof read !== 'object' || read === null) return;
  for (const [key, value] of Object.entries(given)) {
    const place = placeOf(root, [Array.isArray(given) ? Number(key) : key]);
    if (!Object.hasOwn(read, key)) {
      if (value !== undefined) refuse(place, 'is no known key');
    } else refuseUnknownKeys(place, value, (read as Record<string, unknown>)[key]);
  }
};
