import { DIALOG_PROBE_DELAYS_MS } from './limits.ts';
import type { Timers } from './options.ts';
import { createTimer } from './timer.ts';

export interface Recovery {
  /** Begins to try, or begins anew. */
  start(): void;
  stop(): void;
}

/** Tries again and again whether a dialog can be signalled in, until it can, is gone, or `stop`. */
export const createRecovery = (timers: Timers, probe: () => Promise<'up' | 'lost' | 'gone'>, tell: { up(): void; gone(): void }): Recovery => {
  const timer = createTimer(timers);
  let round = 0;
  const plan = (mine: number, tries: number) => {
    const ms = DIALOG_PROBE_DELAYS_MS[Math.min(tries, DIALOG_PROBE_DELAYS_MS.length - 1)] ?? 0;
    timer.set(async () => {
      const outcome = await probe();
      if (mine !== round) return;
      if (outcome === 'lost') plan(mine, tries + 1);
      else tell[outcome]();
    }, ms);
  };
  return {
    start() {
      round += 1;
      plan(round, 0);
    },
    stop() {
      round += 1;
      timer.clear();
    },
  };
};
