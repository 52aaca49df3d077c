/** Redraws a control each second, only while it is on the page and shows a running time. */
import type { ReactiveControllerHost } from 'lit';
import { CLOCK_TICK_MS } from './limits.ts';

/**
 * @param runs Asked after each drawing: does something tick?
 * @param onTick Called each second besides redrawing.
 */
export const tickWhile = (host: ReactiveControllerHost, runs: () => boolean, onTick?: () => void): void => {
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
  };
  host.addController({
    hostUpdated: () => {
      if (!runs()) return stop();
      timer ??= setInterval(() => {
        onTick?.();
        host.requestUpdate();
      }, CLOCK_TICK_MS);
    },
    hostConnected: () => host.requestUpdate(),
    hostDisconnected: stop,
  });
};
