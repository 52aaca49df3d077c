/** Heartbeats of the client: the server answers each at once, and three in a row that it does not answer mean that it is gone. */
import { HEARTBEATS_MISSED } from './limits.ts';

export interface HeartbeatParts {
  intervalMs: number;
  /** Sends one, and resolves when its own answer has come. Rejects for a refusal, which means that the server is off-line. */
  beat(): Promise<unknown>;
  lost(reason: string): void;
}

/**
 * One each interval. One that is not answered within half of it is missed, and the next goes out at once: with the least interval
 * that the guide gives a bridge, a host that is gone is known within 12.5 s.
 * @returns what stops it
 */
export const startHeartbeat = ({ intervalMs, beat, lost }: HeartbeatParts): (() => void) => {
  let missed = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;
  const stop = (): void => {
    isStopped = true;
    clearTimeout(timer);
  };
  const fail = (reason: string): void => {
    stop();
    lost(reason);
  };

  const send = (): void => {
    timer = setTimeout(() => {
      missed += 1;
      if (missed >= HEARTBEATS_MISSED) fail(`${HEARTBEATS_MISSED} heartbeats in a row were not answered`);
      else send();
    }, intervalMs / 2);
    const mine = timer;
    beat().then(
      () => {
        if (isStopped) return;
        missed = 0;
        // The answer of an earlier one says no less, but the later one still waits for its own.
        if (timer !== mine) return;
        clearTimeout(mine);
        timer = setTimeout(send, intervalMs);
      },
      (error: { code?: unknown }) => {
        // One that is only late is counted already.
        if (!isStopped && error.code !== 'TIMEOUT') fail('the CTI Server refused a heartbeat: it is off-line');
      },
    );
  };

  timer = setTimeout(send, intervalMs);
  return stop;
};
