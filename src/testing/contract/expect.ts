/** Assertions of the contract: no test framework is needed, and every message says what was expected. */
import { type CtiErrorCode, isCtiError } from '../../index.ts';

export const fail = (message: string): never => {
  throw new Error(message);
};

export const expect = (condition: boolean, message: string): void => {
  if (!condition) fail(message);
};

/** Equal as plain data. */
export const expectEqual = (actual: unknown, expected: unknown, what: string): void => {
  const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (is !== should) fail(`${what}: expected ${should}, got ${is}`);
};

/** `value`, when there is one. */
export const present = <Value>(value: Value | undefined, what: string): Value => value ?? fail(`missing: ${what}`);

/** Starts a command the way law 2 demands: no throw, and a promise. */
export const started = <Result>(name: string, command: () => Promise<Result>): Promise<Result> => {
  let promise: Promise<Result>;
  try {
    promise = command();
  } catch (error) {
    return fail(`${name} threw at once instead of returning a promise that rejects (law 2): ${String(error)}`);
  }
  if (typeof (promise as unknown as { then?: unknown } | undefined)?.then !== 'function') fail(`${name} returned no promise (law 2)`);
  return promise;
};

/** The code a command rejects with, out of those allowed. */
export const expectRejection = async (name: string, command: () => Promise<unknown>, ...codes: readonly CtiErrorCode[]): Promise<void> => {
  const outcome = await started(name, command).then(
    () => ({ resolved: true as const }),
    (error: unknown) => ({ resolved: false as const, error }),
  );
  if (outcome.resolved) return fail(`${name} resolved, where it has to reject with ${codes.join(' or ')}`);
  const { error } = outcome;
  if (!isCtiError(error)) return fail(`${name} rejected with something that is no CtiError (law 2): ${String(error)}`);
  expect(codes.includes(error.code), `${name} rejected with ${error.code}, where it has to be ${codes.join(' or ')}`);
};
