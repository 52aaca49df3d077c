/** Calls methods as pages do, and waits for their callbacks. */
import assert from 'node:assert/strict';
import type { OpenCtiResponse } from '../../../src/opencti/lightning-call.ts';

type Method = (...args: unknown[]) => unknown;

/** `hvs.completeWork` of an API. */
export const methodOf = (api: object, path: string): Method => {
  const method = path.split('.').reduce<unknown>((object, name) => (object as Record<string, unknown>)[name], api);
  assert.equal(typeof method, 'function', `${path} is a method`);
  return method as Method;
};

const ANSWER_WITHIN_MS = 2_000;

/** What a callback is called with, once. Fails when it is called twice in this turn, or not at all. */
export const answerOf = <Response>(call: (callback: (response: Response) => void) => unknown): Promise<Response> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the callback was not called')), ANSWER_WITHIN_MS);
    let answered = false;
    const returned = call((response) => {
      if (answered) reject(new Error('the callback was called twice'));
      answered = true;
      clearTimeout(timer);
      setImmediate(() => resolve(response));
    });
    if (returned !== undefined) reject(new Error('methods return nothing'));
  });

export const askLightning = (api: object, method: string, args: unknown = {}): Promise<OpenCtiResponse> =>
  answerOf((callback) => methodOf(api, method)({ ...(args as object), callback }));

/** `'callback'` among the arguments is where it stands; else it is the last. */
export const askClassic = (api: object, method: string, args: readonly unknown[] = []): Promise<{ result: unknown; error: unknown; id?: string }> =>
  answerOf((callback) =>
    methodOf(api, method)(...(args.includes('callback') ? args.map((arg) => (arg === 'callback' ? callback : arg)) : [...args, callback])),
  );

/** What is written to the console meanwhile, in place of the terminal. */
export const consoleOf = async (act: () => Promise<unknown> | unknown): Promise<{ level: 'warn' | 'error'; text: string }[]> => {
  const written: { level: 'warn' | 'error'; text: string }[] = [];
  const { warn, error } = console;
  console.warn = (...parts) => void written.push({ level: 'warn', text: parts.join(' ') });
  console.error = (...parts) => void written.push({ level: 'error', text: parts.join(' ') });
  try {
    await act();
    await new Promise(setImmediate);
  } finally {
    Object.assign(console, { warn, error });
  }
  return written;
};
