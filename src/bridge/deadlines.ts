/**
 * Deadlines of many calls with one timer: a call that is answered in time, which is nearly every one, then costs none. The timer
 * runs until the earliest deadline that was ever set has passed, and again for the earliest of those that are left.
 */
export interface Deadlines {
  set(id: number, timeoutMs: number, onPassed: () => void): void;
  delete(id: number): void;
  clear(): void;
}

/** setTimeout takes no more; longer means no deadline that anybody would live to see. */
const MAX_TIMEOUT_MS = 2_147_483_647;

export const createDeadlines = (): Deadlines => {
  const waiting = new Map<number, { at: number; onPassed: () => void }>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let timerAt = Number.POSITIVE_INFINITY;

  const wakeAt = (at: number): void => {
    clearTimeout(timer);
    timerAt = at;
    timer = Number.isFinite(at) ? setTimeout(look, Math.max(0, at - performance.now())) : undefined;
  };

  const look = (): void => {
    const now = performance.now();
    // A page that was busy finds several at once. One that passes may delete or set others.
    for (const [id, deadline] of [...waiting].filter(([, { at }]) => at <= now).sort(([, one], [, other]) => one.at - other.at)) {
      if (waiting.get(id) !== deadline) continue;
      waiting.delete(id);
      deadline.onPassed();
    }
    wakeAt([...waiting.values()].reduce((earliest, { at }) => Math.min(earliest, at), Number.POSITIVE_INFINITY));
  };

  return {
    set(id, timeoutMs, onPassed) {
      const at = performance.now() + Math.min(timeoutMs, MAX_TIMEOUT_MS);
      waiting.set(id, { at, onPassed });
      if (at < timerAt) wakeAt(at);
    },
    delete: (id) => void waiting.delete(id),
    clear() {
      waiting.clear();
      wakeAt(Number.POSITIVE_INFINITY);
    },
  };
};
