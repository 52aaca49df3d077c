/** What is wrong with data that an administrator wrote: each place, as in JavaScript, and what must be there. All of it is told, so that it is put right once. */
import { CtiError } from '../../protocol/error.ts';
import type { SchemaError } from '../../protocol/schema.ts';
import { MAX_TOLD_PROBLEMS } from './limits.ts';

export interface Problem {
  /** Such as `rules[2].branches.many.action`. */
  path: string;
  problem: string;
}

const placeOf = (root: string, path: readonly PropertyKey[]): string =>
  path.reduce<string>((place, key) => (typeof key === 'number' ? `${place}[${key}]` : `${place}.${String(key).slice(0, 100)}`), root);

export const shapeProblems = (root: string, { issues }: SchemaError): Problem[] =>
  issues.map(({ path, code, message, ...issue }) => ({
    path: placeOf(root, path),
    problem: code === 'invalid_type' && 'expected' in issue ? `must be a value of type ${issue.expected}` : message,
  }));

/** A misspelt key would be a setting without effect: keys of `given` that `read` does not have. */
export const unknownKeys = (root: string, given: unknown, read: unknown): Problem[] => {
  if (typeof given !== 'object' || given === null || typeof read !== 'object' || read === null) return [];
  return Object.entries(given).flatMap(([key, value]) => {
    const place = placeOf(root, [Array.isArray(given) ? Number(key) : key]);
    if (Object.hasOwn(read, key)) return unknownKeys(place, value, (read as Record<string, unknown>)[key]);
    return value === undefined ? [] : [{ path: place, problem: 'is no known key' }];
  });
};

/** @throws CtiError `INVALID_ARGUMENT` when there are any: each is a line of the message, and one of `details.issues`. Of more than a hundred, the first. */
export const refuseProblems = (problems: readonly Problem[]): void => {
  const issues = problems.slice(0, MAX_TOLD_PROBLEMS);
  if (issues.length === 0) return;
  throw new CtiError('INVALID_ARGUMENT', issues.map(({ path, problem }) => `${path}: ${problem}`).join('\n'), { details: { issues } });
};
