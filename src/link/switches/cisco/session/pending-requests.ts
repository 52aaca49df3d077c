/** Requests under way: each has a number of its own, and settles exactly once. */
import { CtiError } from '../../../../protocol/error.ts';
import type { DecodedMessage, EncodableMessage, Message, MessageName } from '../codec/index.ts';
import type { ConfirmationOf, RequestName } from '../tables/requests.ts';
import { MAX_REQUESTS_IN_FLIGHT } from './limits.ts';
import { refusalIn } from './refusal.ts';

/** The fields of a request: all of the message's but its number and its name. */
export type RequestFields<Name extends RequestName> = Omit<EncodableMessage<Name>, 'messageType' | 'name' | 'invokeId'>;

export interface RequestOptions<Answer = unknown> {
  signal?: AbortSignal | undefined;
  /** Milliseconds until the promise rejects with `TIMEOUT`. Default: the session's `requestTimeoutMs`. */
  timeoutMs?: number | undefined;
  /** Called with each answer at its place in the stream: before any message that came after it is told, which the promise cannot promise. */
  answered?: ((answer: Answer) => void) | undefined;
  /** For answers that come in segments: false, and the next is waited for. */
  isLast?: ((answer: Answer) => boolean) | undefined;
}

interface Pending {
  request: string;
  confirmation: string;
  options: RequestOptions<never>;
  resolve(answer: never): void;
  reject(error: unknown): void;
  stop(): void;
}

export interface PendingRequests {
  ask<Name extends RequestName>(
    name: Name,
    fields: RequestFields<Name>,
    options?: RequestOptions<Message<ConfirmationOf<Name>>>,
  ): Promise<Message<ConfirmationOf<Name>>>;
  /** False when nobody waits for it (any more). */
  take(message: DecodedMessage): boolean;
  /** An answer came that cannot be read. False when nobody waits for this number. */
  spoil(invokeId: number, error: unknown): boolean;
  failAll(errorFor: (request: string) => CtiError): void;
  readonly size: number;
}

const LAST_INVOKE_ID = 0xffff_fffe;

const aborted = (what: string) => new CtiError('ABORTED', `${what} was given up by its AbortSignal. Whether it was carried out is unknown.`);

export const createPendingRequests = (send: (message: EncodableMessage) => void, timeoutMs: number): PendingRequests => {
  const pending = new Map<number, Pending>();
  let lastId = 0;

  const nextId = (): number => {
    do lastId = lastId >= LAST_INVOKE_ID ? 1 : lastId + 1;
    while (pending.has(lastId));
    return lastId;
  };

  const settle = (invokeId: number): Pending | undefined => {
    const one = pending.get(invokeId);
    pending.delete(invokeId);
    one?.stop();
    return one;
  };

  const ask: PendingRequests['ask'] = (name, fields, options = {}) =>
    new Promise((resolve, reject) => {
      const { signal } = options;
      if (signal?.aborted) throw new CtiError('ABORTED', `${name} was given up before it was sent.`);
      if (pending.size >= MAX_REQUESTS_IN_FLIGHT)
        throw new CtiError('RATE_LIMITED', `${name} was not sent: ${MAX_REQUESTS_IN_FLIGHT} requests wait for an answer already.`);
      const invokeId = nextId();
      // The fields are those of this name by their type; that their union with the rest is a message is beyond the compiler.
      send({ ...fields, messageType: name, invokeId } as unknown as EncodableMessage);
      const onAbort = () => settle(invokeId)?.reject(aborted(name));
      const onLate = () =>
        settle(invokeId)?.reject(new CtiError('TIMEOUT', `${name}: the CTI Server has not answered. Whether it was carried out is unknown.`));
      const timer = setTimeout(onLate, options.timeoutMs ?? timeoutMs);
      signal?.addEventListener('abort', onAbort, { once: true });
      pending.set(invokeId, {
        request: name,
        confirmation: name.replace(/_REQ$/, '_CONF'),
        options: options as RequestOptions<never>,
        resolve: resolve as (answer: never) => void,
        reject,
        stop() {
          clearTimeout(timer);
          signal?.removeEventListener('abort', onAbort);
        },
      });
    });

  const take = (message: DecodedMessage): boolean => {
    if (!('invokeId' in message) || !message.name.endsWith('_CONF')) return false;
    const one = pending.get(message.invokeId);
    if (!one) return false;
    const { request, confirmation, options } = one;
    const refusal = refusalIn(request, message);
    if (refusal) settle(message.invokeId)?.reject(refusal);
    else if (message.name !== (confirmation as MessageName))
      settle(message.invokeId)?.reject(new CtiError('INVALID_RESULT', `${request}: the CTI Server answered with ${message.name}.`));
    else {
      try {
        options.answered?.(message as never);
        if (options.isLast && !options.isLast(message as never)) return true;
        settle(message.invokeId)?.resolve(message as never);
      } catch (error) {
        settle(message.invokeId)?.reject(error);
      }
    }
    return true;
  };

  return {
    ask,
    take,
    spoil(invokeId, error) {
      const one = settle(invokeId);
      one?.reject(error);
      return one !== undefined;
    },
    failAll(errorFor) {
      for (const invokeId of [...pending.keys()]) {
        const one = settle(invokeId);
        one?.reject(errorFor(one.request));
      }
    },
    get size() {
      return pending.size;
    },
  };
};
