/** Calls to the other side. Each has a deadline, may be aborted, settles exactly once and never throws. */
import { CtiError } from '../protocol/error.ts';
import type { Answer } from '../protocol/method.ts';
import { createDeadlines } from './deadlines.ts';
import { issuesOf } from './issues.ts';
import { measure } from './measure.ts';
import { fromWireError } from './wire-error.ts';

export interface CallerOptions {
  send(id: number, method: string, params: unknown): Promise<unknown>;
  sendAbort(id: number): void;
  /** The other side has answered, whatever it was. */
  onReply(): void;
  /** The other side's caps. */
  maxMessageBytes: number;
  maxPendingCalls: number;
  /** This side's cap for answers. */
  maxReplyBytes: number;
}

export interface RequestOptions {
  signal?: AbortSignal | undefined;
  timeoutMs?: number | undefined;
}

/** penpal's own failures: an argument that only looked like data (a proxy), not connected yet, or the port is gone. */
const notSent = (name: string, params: unknown, cause: unknown): CtiError => {
  try {
    structuredClone(params);
  } catch {
    return new CtiError('NOT_CLONEABLE', `${name} was given a value that cannot travel between pages.`, { cause });
  }
  return new CtiError('NOT_READY', `${name} could not be sent.`, { cause });
};

export const createCaller = ({ send, sendAbort, onReply, maxMessageBytes, maxPendingCalls, maxReplyBytes }: CallerOptions) => {
  const pending = new Map<number, (error: CtiError) => void>();
  const deadlines = createDeadlines();
  let lastId = 0;
  let closed: CtiError | undefined;

  const unwrap = (name: string, answer: Answer, reply: unknown): unknown => {
    const { ok, value, error } = (typeof reply === 'object' && reply !== null ? reply : {}) as { ok?: unknown; value?: unknown; error?: unknown };
    if (ok !== true) throw fromWireError(error, name);
    if (value !== undefined) measure(value, maxReplyBytes);
    const parsed = answer.result().safeParse(value);
    if (!parsed.success) throw new CtiError('INVALID_RESULT', `${name} was answered with something else: ${issuesOf(parsed.error).text}`);
    return parsed.data;
  };

  return {
    request<Params, Result>(
      name: string,
      answer: Answer<Result>,
      params: Params,
      { signal, timeoutMs = answer.timeoutMs }: RequestOptions = {},
    ): Promise<Result> {
      return new Promise((resolve, reject) => {
        if (closed) throw closed;
        if (signal?.aborted) throw new CtiError('ABORTED', `${name} was aborted before it was sent.`);
        if (pending.size >= maxPendingCalls) throw new CtiError('RATE_LIMITED', `${pending.size} calls are still waiting for an answer.`);
        if (params !== undefined) measure(params, maxMessageBytes);
        const id = ++lastId;

        const settle = (): boolean => {
          deadlines.delete(id);
          signal?.removeEventListener('abort', onAbort);
          return pending.delete(id);
        };
        const fail = (error: CtiError): void => {
          if (settle()) reject(error);
        };
        const giveUp = (error: CtiError): void => {
          if (pending.has(id)) sendAbort(id);
          fail(error);
        };
        const onAbort = () => giveUp(new CtiError('ABORTED', `${name} was aborted.`, { cause: signal?.reason }));
        deadlines.set(id, timeoutMs, () => giveUp(new CtiError('TIMEOUT', `${name} was not answered within ${timeoutMs} ms.`, { details: { timeoutMs } })));
        signal?.addEventListener('abort', onAbort, { once: true });
        pending.set(id, fail);

        send(id, name, params).then(
          (reply) => {
            if (!settle()) return;
            onReply();
            try {
              resolve(unwrap(name, answer, reply) as Result);
            } catch (error) {
              reject(error);
            }
          },
          (cause) => fail(notSent(name, params, cause)),
        );
      });
    },
    /** Rejects what waits and all that comes later. */
    close(error: CtiError): void {
      closed ??= error;
      for (const fail of [...pending.values()]) fail(error);
      deadlines.clear();
    },
  };
};
