/** A clock that stands still until it is told. */
import type { Clock } from '../../../src/link/switches/simulator/index.ts';

export interface ManualClock extends Clock {
  /** Lets time pass; what is due happens in its order, each at its own time. */
  advance(ms: number): void;
  /** Timers that are set. */
  readonly pending: number;
}

export const createManualClock = (startAt = 1_700_000_000_000): ManualClock => {
  let now = startAt;
  let count = 0;
  const timers = new Map<number, { at: number; callback: () => void }>();
  const next = (until: number) => {
    let first: { id: number; at: number } | undefined;
    for (const [id, { at }] of timers) if (at <= until && (!first || at < first.at)) first = { id, at };
    return first;
  };
  return {
    now: () => now,
    setTimer(callback, ms) {
      const id = ++count;
      timers.set(id, { at: now + Math.max(0, ms), callback });
      return () => void timers.delete(id);
    },
    advance(ms) {
      const until = now + ms;
      for (let due = next(until); due; due = next(until)) {
        const { callback } = timers.get(due.id) ?? { callback: () => undefined };
        timers.delete(due.id);
        now = due.at;
        callback();
      }
      now = until;
    },
    get pending() {
      return timers.size;
    },
  };
};
