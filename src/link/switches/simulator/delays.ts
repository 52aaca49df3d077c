/** Commands the phone system still thinks about. Each settles: in its time, by its signal, or because there is nobody left to ask. */
import { CtiError } from '../../../protocol/error.ts';
import type { Clock } from './clock.ts';

export interface Delays {
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  /** Whatever waits rejects with this. */
  giveUp(error: CtiError): void;
}

export const createDelays = (clock: Clock): Delays => {
  const waiting = new Set<(error: CtiError) => void>();
  return {
    wait: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (ms === 0) return resolve();
        const settle = (): void => {
          cancel();
          waiting.delete(refuse);
          signal?.removeEventListener('abort', abort);
        };
        const refuse = (error: CtiError): void => {
          settle();
          reject(error);
        };
        const abort = (): void => refuse(new CtiError('ABORTED', 'The command was taken back before the phone system had carried it out.'));
        const cancel = clock.setTimer(() => {
          settle();
          resolve();
        }, ms);
        waiting.add(refuse);
        signal?.addEventListener('abort', abort, { once: true });
      }),
    giveUp(error) {
      for (const refuse of [...waiting]) refuse(error);
    },
  };
};
