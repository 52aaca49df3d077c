/** How long calls lasted, by a clock that neither jumps nor follows daylight saving. */
import type { Call } from '../protocol/call.ts';

export const createCallTimers = (now: () => number = () => performance.now()) => {
  const answeredAt = new Map<string, number>();
  return {
    see(call: Call): void {
      if (call.establishedAt !== undefined && !answeredAt.has(call.id)) answeredAt.set(call.id, now());
    },
    /** Whole seconds of conversation until now; 0 when there was none. The clock stops with it. */
    stop(callId: string): number {
      const from = answeredAt.get(callId);
      answeredAt.delete(callId);
      return from === undefined ? 0 : Math.round((now() - from) / 1_000);
    },
  };
};
