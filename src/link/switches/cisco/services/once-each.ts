/** Several monitors tell the same happening, each under its own number: told here, it is told once. */
import { MAX_RECENT_EVENTS } from './limits.ts';
import type { MonitoredMessage } from './monitors.ts';

export interface OnceEach {
  /** Whether it is the first time that this is told. */
  isFirst(event: MonitoredMessage): boolean;
  /** What only this monitor has told is known no more: told by another, it has happened again. */
  forget(monitorId: number): void;
  /** Numbers of monitors are others with the next session, and so is what happens. */
  clear(): void;
}

/**
 * An event is a repetition when another monitor has told the same before. When one monitor tells the same twice, it has happened twice: a
 * call that is held, retrieved and held again.
 */
export const createOnceEach = (): OnceEach => {
  /** Of the most recent happenings, the monitors that have told each. */
  const tellers = new Map<string, Set<number>>();
  return {
    isFirst(event) {
      const { monitorId, ...rest } = event;
      const key = JSON.stringify(rest);
      const known = tellers.get(key);
      const isNew = known === undefined || known.has(monitorId);
      if (isNew) {
        tellers.delete(key);
        tellers.set(key, new Set([monitorId]));
        if (tellers.size > MAX_RECENT_EVENTS)
          for (const oldest of tellers.keys()) {
            tellers.delete(oldest);
            break;
          }
      } else known.add(monitorId);
      return isNew;
    },
    forget(monitorId) {
      for (const [key, known] of tellers) if (known.delete(monitorId) && known.size === 0) tellers.delete(key);
    },
    clear: () => tellers.clear(),
  };
};
