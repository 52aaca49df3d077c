/** What connectors keep their calls in: applies events to calls, then tells of them, in order and once. */
import type { Call, CallAction, CallCause } from '../protocol/call.ts';
import type { Emitter } from '../protocol/emitter.ts';
import { CtiError } from '../protocol/error.ts';
import type { PhoneCommandName } from '../protocol/phone-commands.ts';
import type { CallEvent } from './call-event.ts';
import { applyCallEvent } from './calls.ts';
import { CLEARED_IDS_KEPT } from './limits.ts';
import type { PhoneEvents } from './phone.ts';
import { requireCall } from './require-call.ts';

export interface CallStoreOptions {
  capabilities: readonly PhoneCommandName[];
  emitter: Pick<Emitter<PhoneEvents>, 'emitAll'>;
}

export interface CallStore {
  readonly calls: readonly Call[];
  find(callId: string): Call | undefined;
  /** `requireCall` over the calls held. */
  require(callId: string, action: CallAction): Call;
  /** For `wrapUp`. @throws CtiError `INVALID_STATE` while the call runs, `NO_SUCH_CALL` for one that nobody knows. */
  requireFinished(callId: string): void;
  /**
   * Applies the event and emits `{ event, call }`. Other calls whose `actions` changed by it are told of as `updated` right after.
   * @returns the call after it, or `undefined` when it did not apply: a duplicate, one out of order, a call that was cleared
   * before, or one too many. Nothing is emitted then.
   */
  apply(event: CallEvent): Call | undefined;
  /** Clears every call, oldest first. */
  clearAll(at: number, cause: CallCause): void;
  /** From now on nothing applies. Calls still held are dropped without a word: `clearAll` first. May be called twice. */
  dispose(): void;
}

/**
 * @example
 * const emitter = createEmitter<PhoneEvents>();
 * const store = createCallStore({ capabilities, emitter });
 * session.on('accepted', () => store.apply({ type: 'established', callId, at: Date.now() }));
 */
export const createCallStore = ({ capabilities, emitter }: CallStoreOptions): CallStore => {
  let calls: readonly Call[] = [];
  let disposed = false;
  const clearedIds = new Set<string>();
  /** When each type of event last happened to a call: those that change no state are known again by it. */
  const lastTimes = new Map<string, Map<CallEvent['type'], number>>();

  const isRepeated = ({ callId, type, at }: CallEvent): boolean => lastTimes.get(callId)?.get(type) === at;

  const remember = ({ callId, type, at }: CallEvent): void => {
    const times = lastTimes.get(callId) ?? new Map<CallEvent['type'], number>();
    lastTimes.set(callId, times.set(type, at));
  };

  const forget = (callId: string): void => {
    lastTimes.delete(callId);
    clearedIds.add(callId);
    const [oldest] = clearedIds;
    if (clearedIds.size > CLEARED_IDS_KEPT && oldest !== undefined) clearedIds.delete(oldest);
  };

  const apply = (event: CallEvent): Call | undefined => {
    if (disposed || clearedIds.has(event.callId)) return undefined;
    const before = calls;
    const { calls: after, call } = applyCallEvent(before, event, capabilities);
    if (!call || (after === before && isRepeated(event))) return undefined;
    calls = after;
    if (call.state === 'null') forget(call.id);
    else remember(event);
    const touched = after === before ? [] : after.filter((other) => other.id !== call.id && !before.includes(other));
    emitter.emitAll('call', [
      { event, call },
      ...touched.map((other) => ({ event: { type: 'updated' as const, callId: other.id, at: event.at }, call: other })),
    ]);
    return call;
  };

  return {
    get calls() {
      return calls;
    },
    find: (callId) => calls.find((call) => call.id === callId),
    require: (callId, action) => requireCall(calls, callId, action, capabilities),
    requireFinished(callId) {
      if (calls.some(({ id }) => id === callId)) throw new CtiError('INVALID_STATE', 'The call still runs: it is wrapped up when it is over.');
      if (!clearedIds.has(callId)) throw new CtiError('NO_SUCH_CALL', 'There was no call with this id, or too many have followed it.');
    },
    apply,
    clearAll(at, cause) {
      for (const { id } of calls) apply({ type: 'cleared', callId: id, at, cause });
    },
    dispose() {
      disposed = true;
      calls = [];
      clearedIds.clear();
      lastTimes.clear();
    },
  };
};
