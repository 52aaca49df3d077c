import type { Ending } from './ending.ts';
import type { Timers } from './options.ts';

/** One deadline at a time: setting it replaces the one before. */
export interface Timer {
  set(callback: () => void, ms: number): void;
  clear(): void;
  readonly running: boolean;
}

export const createTimer = (timers: Timers): Timer => {
  let handle: unknown;
  const clear = () => {
    if (handle !== undefined) timers.clearTimeout(handle);
    handle = undefined;
  };
  return {
    set(callback, ms) {
      clear();
      handle = timers.setTimeout(() => {
        handle = undefined;
        callback();
      }, ms);
    },
    clear,
    get running() {
      return handle !== undefined;
    },
  };
};

/** Waits, and no longer than the session lives. */
export const waitWithin = (ending: Ending, timers: Timers, ms: number): Promise<void> =>
  new Promise((resolve) => {
    const timer = createTimer(timers);
    const off = ending.on(() => {
      timer.clear();
      resolve();
    });
    timer.set(() => {
      off();
      resolve();
    }, ms);
  });
