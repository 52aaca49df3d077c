/** Runs the calls of the other side: checks in the order of their cost, and nothing happens before all of them have passed. */
import { CtiError } from '../protocol/error.ts';
import type { Schema } from '../protocol/schema.ts';
import { issuesOf } from './issues.ts';
import { measure } from './measure.ts';
import { toWireError, type WireError } from './wire-error.ts';

export type Handler = (params: never, context: { signal: AbortSignal }) => unknown;

export interface Service {
  params: Schema<unknown>;
  handler: Handler;
}

/** What a call is answered with: settled or not, it is always an answer, so that penpal never has an error to serialise. */
export type Reply = ({ ok: true; value: unknown } | { ok: false; error: WireError }) & {
  /** Events that this side had sent by then: who is answered hears those first. Left out when there were none. */
  events?: number;
};

export interface DispatcherOptions {
  /** Looked up for each call. A Map, so that `constructor` and its kin are just names nobody has. */
  service(name: string): Service | undefined;
  /** Whether the name exists at all: tells `NOT_SUPPORTED` from `METHOD_NOT_FOUND`. */
  exists(name: string): boolean;
  maxMessageBytes: number;
  maxPendingCalls: number;
  /** For this page's console: what a handler threw, which the other side is not told. */
  onHandlerError(name: string, error: unknown): void;
}

export const createDispatcher = ({ service, exists, maxMessageBytes, maxPendingCalls, onHandlerError }: DispatcherOptions) => {
  /** How to end each call that is being carried out. */
  const running = new Map<number, (reason: CtiError) => void>();
  const failed = (name: string, error: unknown): Reply => ({ ok: false, error: toWireError(error, name) });

  const admit = (id: unknown, name: unknown, params: unknown): { id: number; name: string; service: Service; params: never } => {
    if (typeof id !== 'number' || typeof name !== 'string' || running.has(id))
      throw new CtiError('INVALID_ARGUMENT', 'A call needs a new number and the name of a method.');
    const found = service(name);
    if (!found) {
      const shown = name.slice(0, 64);
      throw exists(name) ? new CtiError('NOT_SUPPORTED', `${shown} is not granted here.`) : new CtiError('METHOD_NOT_FOUND', `There is no method ${shown}.`);
    }
    if (running.size >= maxPendingCalls) throw new CtiError('RATE_LIMITED', `More than ${maxPendingCalls} calls are waiting for an answer.`);
    measure(params, maxMessageBytes);
    const parsed = found.params().safeParse(params);
    if (!parsed.success)
      throw new CtiError('INVALID_ARGUMENT', `${name}: ${issuesOf(parsed.error).text}`, { details: { issues: issuesOf(parsed.error).list } });
    return { id, name, service: found, params: parsed.data as never };
  };

  /** Settles once, by whichever comes first: the handler, or the end of everybody's interest in it. */
  const carryOut = ({ id, name, service: { handler }, params }: ReturnType<typeof admit>): Promise<Reply> =>
    new Promise((resolve) => {
      let controller: AbortController | undefined;
      let givenUpFor: CtiError | undefined;
      // Made when it is asked for: most handlers never look at it, and it is on the path of every call.
      const context = {
        get signal(): AbortSignal {
          controller ??= new AbortController();
          if (givenUpFor) controller.abort(givenUpFor);
          return controller.signal;
        },
      };
      // A handler that ignores its signal must not keep its place among the calls pending.
      running.set(id, (reason) => {
        givenUpFor = reason;
        controller?.abort(reason);
        running.delete(id);
        resolve(failed(name, reason));
      });
      const succeed = (value: unknown): void => {
        running.delete(id);
        resolve({ ok: true, value });
      };
      const fail = (error: unknown): void => {
        running.delete(id);
        if (!givenUpFor) onHandlerError(name, error);
        resolve(failed(name, error));
      };
      try {
        const value = handler(params, context);
        // Whatever can be waited for, of whichever library or realm.
        if (typeof (value as PromiseLike<unknown> | undefined)?.then === 'function') Promise.resolve(value).then(succeed, fail);
        else succeed(value);
      } catch (error) {
        fail(error);
      }
    });

  return {
    run(id: unknown, name: unknown, params: unknown): Promise<Reply> {
      try {
        return carryOut(admit(id, name, params));
      } catch (error) {
        return Promise.resolve(failed(typeof name === 'string' ? name.slice(0, 64) : 'The call', error));
      }
    },
    abort(id: unknown): void {
      running.get(id as number)?.(new CtiError('ABORTED', 'The other side gave up.'));
    },
    abortAll(reason: CtiError): void {
      for (const giveUp of [...running.values()]) giveUp(reason);
    },
  };
};
