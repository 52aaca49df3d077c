/** Requests under way: each has a number of its own, and settles exactly once. */
import { CtiError } from '../../../../protocol/error.ts';
import type { DecodedMessage, EncodableMessage, Message, MessageName } from '../codec/index.ts';
import { layouts } from '../codec/layouts/index.ts';
import type { ConfirmationOf, RequestName } from '../tables/requests.ts';
import { MAX_REQUESTS_IN_FLIGHT, MAX_TIMER_MS } from './limits.ts';
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
  /** Called with an answer that comes after the promise has rejected with `TIMEOUT` or `ABORTED`: what the server has done all the same can be undone. */
  late?: ((answer: Answer) => void) | undefined;
}

interface Pending {
  request: string;
  confirmation: MessageName;
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
  /** An answer came that cannot be read. False when nobody waits for one of this type and number. */
  spoil(messageType: number, invokeId: number, error: unknown): boolean;
  failAll(errorFor: (request: string) => CtiError): void;
  readonly size: number;
}

const LAST_INVOKE_ID = 0xffff_fffe;
/** What keeps the session itself: it is not held up by whatever else is under way. */
const urgent: ReadonlySet<RequestName> = new Set(['OPEN_REQ', 'HEARTBEAT_REQ', 'CLOSE_REQ']);

/** A layout begins with the message's number. */
const numberOf = (name: MessageName): number => Number.parseInt(layouts[name], 10);
const refusals: readonly number[] = (['FAILURE_CONF', 'CONTROL_FAILURE_CONF'] as const).map(numberOf);

const aborted = (what: string) => new CtiError('ABORTED', `${what} was given up by its AbortSignal. Whether it was carried out is unknown.`);

/** @param most the largest number, after which they begin anew */
export const createPendingRequests = (
  send: (message: EncodableMessage, isUrgent: boolean) => void,
  defaultTimeoutMs: number,
  most: number = LAST_INVOKE_ID,
): PendingRequests => {
  const pending = new Map<number, Pending>();
  /** Given up, with somebody who wants the answer if there ever is one. */
  const givenUp = new Map<number, Pending>();
  let lastId = 0;

  const nextId = (): number => {
    do lastId = lastId >= most ? 1 : lastId + 1;
    while (pending.has(lastId) || givenUp.has(lastId));
    return lastId;
  };

  const settle = (invokeId: number): Pending | undefined => {
    const one = pending.get(invokeId);
    pending.delete(invokeId);
    one?.stop();
    return one;
  };

  const giveUp = (invokeId: number, error: CtiError): void => {
    const one = settle(invokeId);
    if (one?.options.late) givenUp.set(invokeId, one);
    for (const oldest of givenUp.keys()) if (givenUp.size > MAX_REQUESTS_IN_FLIGHT) givenUp.delete(oldest);
    one?.reject(error);
  };

  const ask: PendingRequests['ask'] = (name, fields, options = {}) =>
    new Promise((resolve, reject) => {
      const { signal, timeoutMs = defaultTimeoutMs } = options;
      const isUrgent = urgent.has(name);
      if (signal?.aborted) throw new CtiError('ABORTED', `${name} was given up before it was sent.`);
      if (!(timeoutMs > 0 && timeoutMs <= MAX_TIMER_MS))
        throw new CtiError('INVALID_ARGUMENT', `${name} was not sent: timeoutMs must be a number of milliseconds up to ${MAX_TIMER_MS}.`);
      if (pending.size >= MAX_REQUESTS_IN_FLIGHT && !isUrgent)
        throw new CtiError('RATE_LIMITED', `${name} was not sent: ${MAX_REQUESTS_IN_FLIGHT} requests wait for an answer already.`);
      const invokeId = nextId();
      // The fields are those of this name by their type; that their union with the rest is a message is beyond the compiler.
      send({ ...fields, messageType: name, invokeId } as unknown as EncodableMessage, isUrgent);
      const onAbort = () => giveUp(invokeId, aborted(name));
      const onLate = () => giveUp(invokeId, new CtiError('TIMEOUT', `${name}: the CTI Server has not answered. Whether it was carried out is unknown.`));
      const timer = setTimeout(onLate, timeoutMs);
      signal?.addEventListener('abort', onAbort, { once: true });
      pending.set(invokeId, {
        request: name,
        confirmation: name.replace(/_REQ$/, '_CONF') as MessageName,
        options: options as RequestOptions<never>,
        resolve: resolve as (answer: never) => void,
        reject,
        stop() {
          clearTimeout(timer);
          signal?.removeEventListener('abort', onAbort);
        },
      });
    });

  const takeLate = (invokeId: number, message: DecodedMessage): boolean => {
    const one = givenUp.get(invokeId);
    if (one?.confirmation === message.name) one.options.late?.(message as never);
    return givenUp.delete(invokeId);
  };

  const take = (message: DecodedMessage): boolean => {
    if (!('invokeId' in message) || !message.name.endsWith('_CONF')) return false;
    const one = pending.get(message.invokeId);
    if (!one) return takeLate(message.invokeId, message);
    const { request, confirmation, options } = one;
    const refusal = refusalIn(request, message);
    if (refusal) settle(message.invokeId)?.reject(refusal);
    else if (message.name !== confirmation)
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
    spoil(messageType, invokeId, error) {
      const one = pending.get(invokeId);
      // In what is no answer, something else stands in the place of the number.
      if (!one || (numberOf(one.confirmation) !== messageType && !refusals.includes(messageType))) return false;
      settle(invokeId)?.reject(error);
      return true;
    },
    failAll(errorFor) {
      givenUp.clear();
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
